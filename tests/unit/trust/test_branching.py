"""A relay that was set back to an old copy makes two control logs; everybody ends on the same one, nothing is lost."""

import shutil
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.support.relay_running import running_relay
from tests.support.trust_people import CRYPTO, Person, first_device, next_device, settled
from tests.support.world import SeededEntropy
from whyward.ed25519 import Ed25519Signer
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import JournalError
from whyward.journal.syncing import begin
from whyward.journal.trust.branching import compared
from whyward.journal.trust.sayings import admission
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Challenge, RelayLimits, State, Statements, frame_bytes
from whyward.protocol.statements import SignedStatement, possession_message, signed_message
from whyward.relay.config import RelayConfig


def free_port() -> int:
    """Return a port that is free now; the relay comes back on the same one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Box:
    """A machine with a relay's file on it, which can be set back to an earlier copy."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "relay.sqlite3"
        self.copy = folder / "copy.sqlite3"
        self.port = free_port()

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[str]:
        """Run the relay on what is there."""
        async with running_relay(RelayConfig(port=self.port, data=str(self.file))) as relay:
            yield relay.at.url

    def save(self) -> None:
        """Make a backup, while it is stopped."""
        shutil.copy(self.file, self.copy)

    def restore(self) -> None:
        """Set it back."""
        for name in self.file.parent.glob("relay.sqlite3-*"):
            name.unlink()
        shutil.copy(self.copy, self.file)


@pytest.fixture
def box(tmp_path: Path) -> Box:
    """A fresh machine."""
    return Box(tmp_path)


async def three(url: str) -> tuple[Person, Person, Person]:
    """Three devices that hold the same."""
    anna, _ = await first_device(url)
    await anna.choose("Courage")
    await anna.sync()
    phone = await next_device(anna, "phone")
    tablet = await next_device(anna, "tablet")
    await phone.sync()
    await settled(anna, phone, tablet)
    return anna, phone, tablet


async def test_a_removal_that_the_relay_forgot_outweighs_what_came_in_its_place(box: Box) -> None:
    async with box.running() as url:
        anna, phone, tablet = await three(url)
    box.save()
    async with box.running():
        await anna.journal.trust().remove(tablet.journal.device_id)
        await anna.choose("After the removal")
        await anna.sync()
    box.restore()
    async with box.running():
        await phone.journal.trust().rotate()
        await phone.choose("On the other branch")
        await phone.sync()
        await settled(anna, phone, anna)

        assert phone.log.control.head == anna.log.control.head
        assert tablet.journal.device_id in phone.log.control.former
        assert phone.names() == anna.names() == {"Courage", "After the removal", "On the other branch"}
        assert phone.journal.pages.state_hash() == anna.journal.pages.state_hash()
        assert Code.CONTROL_FORKED in await anna.alarms()
        assert Code.CONTROL_FORKED in await phone.alarms()
        with pytest.raises(JournalError):
            await tablet.sync()


async def test_of_two_rotations_one_counts_and_both_keep_what_was_sealed(box: Box) -> None:
    async with box.running() as url:
        anna, phone, tablet = await three(url)
    box.save()
    async with box.running():
        await anna.journal.trust().rotate()
        await anna.choose("Under the first key")
        await settled(anna, tablet)
        await tablet.choose("Also under the first key")
        await settled(tablet, anna)
    box.restore()
    async with box.running():
        await phone.journal.trust().rotate()
        await phone.choose("Under the second key")
        await phone.sync()
        await settled(anna, phone, tablet, anna)

        assert len({person.log.control.head for person in (anna, phone, tablet)}) == 1
        everything = {"Courage", "Under the first key", "Also under the first key", "Under the second key"}
        assert anna.names() == phone.names() == tablet.names() == everything
        assert len({person.journal.pages.state_hash() for person in (anna, phone, tablet)}) == 1
        for person in (anna, phone, tablet):
            assert len(person.log.control.members) >= 4


async def test_a_relay_that_was_wiped_is_filled_again_by_any_one_device(box: Box) -> None:
    """Even by one that was let in later, though the relay has never heard of it."""
    async with box.running() as url:
        anna, phone, tablet = await three(url)
        await anna.journal.trust().rotate()
        await anna.choose("Rest")
        await settled(anna, phone, tablet)
    for name in box.file.parent.glob("relay.sqlite3*"):
        name.unlink()
    async with box.running():
        for person in (phone, tablet):
            person.store.rows.named.pop(
                "relay_key", None
            )  # Its seed is gone with it: the person has said that this is so.
        await phone.sync()
        await tablet.choose("Honesty")
        await settled(tablet, phone)

        assert tablet.names() == phone.names() == {"Courage", "Rest", "Honesty"}
        assert tablet.log.control.head == phone.log.control.head == anna.log.control.head


async def test_a_relay_that_was_set_back_behind_an_admission_learns_of_it_from_the_device_itself(box: Box) -> None:
    async with box.running() as url:
        anna, _ = await first_device(url)
        await anna.choose("Courage")
        await anna.sync()
    box.save()
    async with box.running():
        phone = await next_device(anna, "phone")
        await phone.choose("Rest")
        await phone.sync()
    box.restore()
    async with box.running():
        await phone.choose("Honesty")
        await phone.sync()
        await anna.sync()

        assert anna.names() == {"Courage", "Rest", "Honesty"}
        assert await anna.alarms() <= {Code.RELAY_REGRESSED}
        assert await phone.alarms() <= {Code.RELAY_REGRESSED}


async def test_a_stranger_learns_nothing_by_bringing_statements(box: Box) -> None:
    """What it brings does not let it in, so it gets the answer that everybody gets who is not there."""
    async with box.running() as url:
        anna, _, _ = await three(url)
        other, _ = await first_device(url, "somebody else")
        await other.sync()
        spied = await anna.copied("spied")
        spied.log.keys = other.log.keys

        with pytest.raises(JournalError):
            await spied.sync()
        assert len(anna.log.control.members) == 4


async def test_a_false_statement_is_refused_and_told_and_changes_nothing(box: Box) -> None:
    """A relay adds a device of its own: no key is wrapped for it, and the person hears of it."""
    async with box.running() as url:
        anna, _, _ = await three(url)
        intruder = new_keys(SeededEntropy("intruder"), CRYPTO)
        proof = intruder.signer.sign(possession_message(anna.log.control.space_id, intruder.device_id))
        saying = admission(anna.log, intruder.sign_pk, intruder.kem_pk, intruder.device_id, proof)
        genuine = saying(anna.log.control)
        forged = SignedStatement(genuine.raw, intruder.signer.sign(signed_message(genuine.raw)))
        anna.store.rows.named.pop("relay_key")
        syncing = await begin(anna.log, "relay.example")
        relay = Ed25519Signer(bytes(32))
        await syncing.receive(frame_bytes(Challenge(relay.public_key, bytes(32), RelayLimits(1 << 20, 1 << 19, 99))))
        control = anna.log.control
        await syncing.receive(frame_bytes(State(control.space_id, control.index + 1, bytes(32), [])))
        before = dict(control.members)

        with pytest.raises(TheirFault) as caught:
            await syncing.receive(frame_bytes(Statements(control.space_id, control.index + 1, [forged])))

        assert caught.value.code is Code.BAD_SIGNATURE
        assert anna.log.control.members == before
        assert Code.BAD_SIGNATURE in await anna.alarms()


async def test_a_series_that_its_cut_names_in_another_form_is_fetched_again(box: Box) -> None:
    """Two copies of a folder, and a relay that went back between them: three rare things at once, and one state."""
    async with box.running() as url:
        anna, phone, _ = await three(url)
    box.save()
    copy = await phone.copied("copy")
    async with box.running():
        await phone.choose("From the first")
        await settled(phone, anna)
    box.restore()
    async with box.running():
        await copy.choose("From the copy")
        await copy.sync()
        for _ in range(2):
            await settled(phone, copy, anna)

        assert anna.names() == phone.names() == copy.names() == {"Courage", "From the first", "From the copy"}
        assert len({person.journal.pages.state_hash() for person in (anna, phone, copy)}) == 1
        assert Code.FORKED in await anna.alarms()


async def test_histories_that_another_session_has_rejoined_part_no_more(box: Box) -> None:
    async with box.running() as url:
        anna, _, _ = await three(url)

    assert await compared(anna.log, await anna.store.statements(0)) is None
    with pytest.raises(TheirFault):
        await compared(anna.log, [])
