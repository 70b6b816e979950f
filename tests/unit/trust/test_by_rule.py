"""Rules that a device keeps by itself, with nobody to ask: what it drops, what it will not seal, what it says anew."""

from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest

from tests.support.happenings import DAY, recorded
from tests.support.memory_folder import MemoryFolder
from tests.support.memory_log import Crash
from tests.support.sim_device import DATA_KEY
from tests.support.sim_person import a_world, founder, joined, run_of
from tests.support.world import CRYPTO, new_space
from whyward.journal.checking import check_log, holds
from whyward.journal.device_keys import DeviceKeys
from whyward.journal.errors import Refused
from whyward.journal.events.steps import WinNoticed
from whyward.journal.folder.carrying import carry_folder
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.key_box import KeyBox
from whyward.journal.log import Log, SetAside
from whyward.journal.projections.entries import entries
from whyward.journal.recording import record
from whyward.journal.trust.changing import alone, change
from whyward.journal.trust.recovering import read_space
from whyward.journal.trust.renewing import Parting, renew
from whyward.journal.trust.sayings import removal, rotation
from whyward.protocol.bodies import ErasedBody
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, OurFault, TheirFault
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.limits import SUITE, VERSION
from whyward.protocol.segments import Tail
from whyward.protocol.statements import SignedStatement, Statement, StatementType, sign_statement

HELLO = WriteEntry(body="Hello.")


def erasing(log: Log, device: DeviceId, n: int) -> SignedStatement:
    """Return the statement that erases one body."""
    control, keys = log.control, log.keys
    place = (VERSION, SUITE, control.space_id, control.index + 1, control.head, keys.device_id)
    return sign_statement(Statement(*place, StatementType.ERASED, encoded([ErasedBody(device, n)])), keys.signer)


async def test_an_erased_body_goes_from_disk_and_pages_and_its_place_stays() -> None:
    """Its own, and another device's; the chain still holds."""
    here, store = await founder()
    there, there_store = await joined(here)
    for text in ("keep", "forget"):
        await record(here, [WriteEntry(body=text)])
        await record(there, [WriteEntry(body=text)])
    await here.take_segments(there.keys.device_id, 1, run_of(there_store, there))
    before = dict(here.pages.heads)

    for device in (here.keys.device_id, there.keys.device_id):
        await here.take_statements(here.control.index + 1, [erasing(here, device, 2)])

    assert [len(item.segment.body) > 0 for run in store.rows.series.values() for item in run] == [True, False] * 2
    assert {entry.title for entry in entries(here.pages)} == {"keep"}
    assert here.pages.heads == before


async def test_what_nobody_of_the_space_wrote_is_not_kept_at_all() -> None:
    """A relay can make up as many authors as there are numbers."""
    here, store = await founder()
    stranger, stranger_store = await joined(here, "stranger", is_known=False)
    await record(stranger, [HELLO])

    outcome = await here.take_segments(stranger.keys.device_id, 1, run_of(stranger_store, stranger))

    assert outcome == SetAside(Code.NOT_ADMITTED)
    assert store.rows.quarantine_set == set()
    assert [(alarm.code, alarm.about) for alarm in store.rows.alarm_list] == [(Code.NOT_ADMITTED, b"")]


async def test_a_run_that_did_not_become_durable_is_not_on_the_pages() -> None:
    here, store = await founder()
    there, there_store = await joined(here)
    await record(there, [HELLO])
    before, heads = here.pages.state_hash(), dict(here.pages.heads)
    store.crash_in = 1

    with pytest.raises(Crash):
        await here.take_segments(there.keys.device_id, 1, run_of(there_store, there))

    assert (here.pages.state_hash(), here.pages.heads) == (before, heads)
    await here.take_segments(there.keys.device_id, 1, run_of(there_store, there))
    assert here.pages.count() == 1


async def test_a_device_that_knows_of_its_removal_records_nothing_and_says_why() -> None:
    here, _ = await founder()
    there, there_store = await joined(here)
    await change(here, removal(here, [there.keys.device_id]), alone(here))
    await there.take_statements(2, (await here.store.statements(0))[2:])

    with pytest.raises(Refused, match="removed this one"):
        await record(there, [HELLO])

    assert there.keys.device_id not in there_store.rows.series


async def test_nothing_is_sealed_under_a_key_that_a_removed_device_can_read() -> None:
    """The control log never lets it come to that; the last look is all the same where the seal is made."""
    here, store = await founder()
    there, _ = await joined(here)
    members = {device: member for device, member in here.control.members.items() if device != there.keys.device_id}
    here.control = replace(here.control, members=members)

    with pytest.raises(OurFault) as caught:
        await record(here, [HELLO])

    assert caught.value.code is Code.BAD_EPOCH
    assert store.rows.series == {}


async def test_a_saying_that_lost_its_place_is_made_anew_on_the_head_that_won() -> None:
    here, _ = await founder()
    said: list[SignedStatement] = []

    async def put(signed: SignedStatement) -> bool:
        said.append(signed)
        if len(said) == 1:
            await change(here, rotation(here), alone(here))
            return False
        return await alone(here)(signed)

    control = await change(here, rotation(here), put)

    assert len(said) == 2
    assert control.head == here.control.head
    assert here.control.epoch.body.number == 2


async def test_a_renewal_that_is_tried_again_goes_on_with_the_same_keys() -> None:
    """They were durable before anybody heard of them; else each try would leave a device behind that nobody is."""
    here, store = await founder()
    await record(here, [HELLO])
    world = a_world("box")
    box = KeyBox(DATA_KEY, world.crypto, world.entropy)
    tried: list[DeviceKeys] = []

    async def fail(signed: SignedStatement) -> bool:
        pending = box.open(store.rows.named["next_keys"])
        assert pending is not None
        tried.append(pending)
        del signed
        raise Crash

    found = Parting(0, here.pages.heads[here.keys.device_id])
    for _ in range(2):
        with pytest.raises(Crash):
            await renew(here, box, found, fail)
    await renew(here, box, found, alone(here))

    assert tried[0].device_id == tried[1].device_id == here.keys.device_id
    assert len(here.control.members) == 3
    assert here.pages.count() >= 1


class Shown:
    """See `Asking`: a relay that says where a kit belongs, and shows what it likes."""

    def __init__(self, said: SpaceId, statements: list[SignedStatement]) -> None:
        self._said = said
        self._statements = statements

    async def find(self) -> SpaceId:
        """Say it."""
        return self._said

    async def prove(self, space_id: SpaceId) -> None:
        """Believe anything."""

    async def statements(self, space_id: SpaceId) -> AsyncGenerator[SignedStatement]:
        """Show it."""
        del space_id
        for signed in self._statements:
            yield signed


async def test_the_words_lead_into_the_space_whose_kit_they_are_and_into_no_other() -> None:
    """A relay that shows another space, under its own name or another, gets nothing from whoever holds the words."""
    mine, other = new_space("mine"), new_space("other")
    good = Shown(mine.space_id, [mine.genesis])
    assert await read_space(good, mine.recovery, CRYPTO) == [mine.genesis]  # type: ignore[arg-type]  # as much of it as is asked
    for shown in (
        Shown(other.space_id, [other.genesis]),
        Shown(mine.space_id, [other.genesis]),
        Shown(other.space_id, [mine.genesis]),
        Shown(mine.space_id, []),
    ):
        with pytest.raises(TheirFault) as caught:
            await read_space(shown, mine.recovery, CRYPTO)  # type: ignore[arg-type]  # as above
        assert caught.value.code is Code.CONTROL_FORKED


async def test_a_snapshot_counts_only_for_a_log_that_holds_all_its_ends() -> None:
    """Neither for one that ends before, nor for one that goes on otherwise."""
    here, store = await founder()
    await record(here, [HELLO])
    me, heads = here.keys.device_id, dict(here.pages.heads)

    assert await holds(store, heads)
    assert await holds(store, {})
    assert not await holds(store, {me: Tail(heads[me].n + 1, heads[me].hash)})
    assert not await holds(store, {me: Tail(heads[me].n, bytes(32))})
    assert not await holds(store, {**heads, DeviceId(bytes(32)): Tail(1, bytes(32))})


async def test_a_run_that_lies_in_another_devices_folder_is_no_lie_of_that_device() -> None:
    """Files get mixed up on sticks: it is passed over, without an alarm and without a trace in quarantine."""
    here, store = await founder()
    there, _ = await joined(here)
    await record(here, [HELLO])
    stick = MemoryFolder()
    await carry_folder(here, stick)
    (name,) = stick.names(".segments")
    stick.files[name.replace(here.keys.device_id.hex(), there.keys.device_id.hex())] = stick.files[name]

    carried = await carry_folder(here, stick)

    assert (carried.unusable, carried.set_aside) == (1, 0)
    assert store.rows.alarm_list == []
    assert store.rows.quarantine_set == set()


async def test_pages_that_differ_from_the_log_are_found() -> None:
    """Only by reading the data: a chain of sealed segments says nothing of pages."""
    here, _ = await founder()
    await record(here, [HELLO])
    here.pages.merge([recorded(WinNoticed(win_id=bytes(16), text="Never.", occurred_on=DAY), 1)])

    assert (await check_log(here, read_data=False)).findings == []
    assert ["folded anew" in finding for finding in (await check_log(here, read_data=True)).findings] == [True]
