"""Devices of either side: they come in by themselves, go when they are lost, and shut out nobody they must not."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from tests.support.share_people import GOAL, NAME, Pair, sharing, synced
from tests.support.trust_people import Person, next_device, settled
from whyward.journal.carrying import Line
from whyward.journal.decide.facts import Fact
from whyward.journal.epoch_age import EpochBounds
from whyward.journal.events.shared import CommentWritten, ItemWithdrawn, ShareDescribed
from whyward.journal.folding.nouns import CLIENTS
from whyward.journal.guesting.accepting import guest_door
from whyward.journal.intentions.goals import AdjustGoal
from whyward.journal.recording import record_facts
from whyward.journal.sharing import rows
from whyward.journal.sharing.effective import ShareState
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.sharing.writing import note_lines, write
from whyward.journal.syncing import begin
from whyward.journal.trust.changing import over
from whyward.journal.trust.sayings import removal
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.statements import Party


async def share_log(person: Person) -> ShareLog:
    """Return the log of the only share that a device is in."""
    await person.journal.shares()
    await person.journal.practice()
    (log,) = person.journal._shelf._open.values()
    return log


@asynccontextmanager
async def line_of(person: Person, log: ShareLog) -> AsyncGenerator[Line]:
    """Open a line of a share that is level with its relay."""
    (row,) = person.journal.pages.all(CLIENTS)
    line = await person.journal._shelf.keeper(log, guest_door(row, log.world.crypto)).settled()
    try:
        yield line
    finally:
        await line.close()


async def count(pair: Pair, party: Party) -> int:
    """Return how many devices of a party can read, as the owner knows it."""
    return sum(member.party is party for member in (await share_log(pair.owner)).control.members.values())


async def test_a_second_device_of_the_guest_joins_and_the_owner_hears_of_it(relay_url: str) -> None:
    pair = await sharing(relay_url)
    second = await next_device(pair.guest, "guest 2")
    await synced(second, pair.guest, pair.owner)

    page = (await second.journal.practice()).client("Ana")

    assert [goal.goal.statement for goal in page.goals] == [GOAL]
    (share,) = (await pair.owner.journal.shares()).all()
    assert len(share.devices) == 3
    assert [device.is_root for device in share.devices] == [True, False, False]
    assert any("one more device of theirs" in notice for notice in share.notices)
    assert share.state is ShareState.ACTIVE


async def test_a_second_device_of_the_owner_comes_in_by_the_kit_and_reads_all(relay_url: str) -> None:
    pair = await sharing(relay_url)
    await (await pair.guest.journal.practice()).comment("Ana", "Well done.")
    await synced(pair.guest)
    second = await next_device(pair.owner, "owner 2")
    await synced(second, pair.owner)

    shares = await second.journal.shares()

    assert [one.comment.text for one in shares.inbox().comments] == ["Well done."]
    assert Code.RECOVERY_USED not in {alarm.code for alarm in await (await share_log(pair.owner)).store.alarms()}
    assert await count(pair, Party.OWNER) == 2


async def test_two_devices_of_the_owner_make_one_fact_of_what_both_find_out(relay_url: str) -> None:
    pair = await sharing(relay_url)
    second = await next_device(pair.owner, "owner 2")
    await synced(second, pair.owner)
    await pair.owner.journal.record(AdjustGoal(goal=GOAL, statement="Call two friends each week"))
    await settled(pair.owner, second)

    # Both know of the change; neither has heard yet what the other makes of it.
    for person in (pair.owner, second, pair.owner):
        await synced(person)
    await synced(pair.guest)

    audit = (await pair.owner.journal.shares()).audit(NAME)
    assert len(audit.lines) == 2
    assert len({line.version for line in audit.lines}) == 2
    assert [goal.goal.statement for goal in (await pair.page()).goals] == ["Call two friends each week"]


async def test_a_lost_device_of_the_owner_goes_from_the_share_and_its_kit_opens_nothing_later(relay_url: str) -> None:
    pair = await sharing(relay_url)
    lost = await next_device(pair.owner, "owner 2")
    await synced(lost, pair.owner)
    lost_log = await share_log(lost)
    await pair.owner.journal.trust().remove(lost.journal.device_id)

    await synced(pair.owner)

    log = await share_log(pair.owner)
    assert lost_log.keys.device_id not in log.control.members
    stolen_kit = lost_log.opener._spare[-1]
    assert stolen_kit.device_id not in log.control.members
    assert not {lost_log.keys.device_id, stolen_kit.device_id} & log.control.epoch.wrap_by_device.keys()
    assert await count(pair, Party.OWNER) == 1
    third = await next_device(pair.owner, "owner 3")
    await synced(third, pair.owner)
    assert await count(pair, Party.OWNER) == 2


async def test_a_lost_device_of_the_guest_takes_its_root_with_it_and_words_are_compared_once_more(
    relay_url: str,
) -> None:
    pair = await sharing(relay_url)
    lost = await next_device(pair.guest, "guest 2")
    await synced(lost, pair.guest, pair.owner)
    lost_log = await share_log(lost)
    await pair.guest.journal.trust().remove(lost.journal.device_id)
    await synced(pair.guest)
    await pair.owner.journal.record(AdjustGoal(goal=GOAL, statement="Call two friends each week"))
    await synced(pair.owner, pair.guest)

    shares = await pair.owner.journal.shares()
    (share,) = shares.all()
    assert share.state is ShareState.KEYS_CHANGED
    assert [goal.goal.statement for goal in (await pair.page()).goals] == [GOAL]
    readers = (await share_log(pair.owner)).control.epoch.wrap_by_device.keys()
    assert not {lost_log.keys.device_id, *(keys.device_id for keys in lost_log.opener._spare)} & readers

    # Even if that were not on record: nothing is written for a root whose words were not compared.
    (row,) = rows.shares(pair.owner.journal.pages)
    believing = structs.replace(row, changed_root=None)
    today = date(2026, 3, 21)
    log = await share_log(pair.owner)
    lines = await note_lines(pair.owner.log, log, believing, today=today, heard_all=True)
    assert lines.fillings == ()
    assert await write(pair.owner.log, log, believing, today=today) == 0

    words = await (await pair.guest.journal.practice()).words("Ana")
    await pair.confirmed(words)
    await synced(pair.owner, pair.guest)

    assert [goal.goal.statement for goal in (await pair.page()).goals] == ["Call two friends each week"]


async def test_a_stolen_device_of_the_guest_cannot_shut_the_owner_out(relay_url: str) -> None:
    pair = await sharing(relay_url)
    thief, owner = await share_log(pair.guest), await share_log(pair.owner)
    signed = removal(thief, [owner.keys.device_id])(thief.control)

    async with line_of(pair.guest, thief) as line:
        with pytest.raises(TheirFault) as refused:
            await over(line)(signed)
    assert refused.value.code is Code.NOT_ALLOWED

    # A relay that took it all the same would find that no device of the owner does, and that the person is told.
    syncing = await begin(owner, "relay.example")
    with pytest.raises(TheirFault) as false:
        await syncing._take_statements(owner.control.index + 1, [signed])
    assert false.value.code is Code.NOT_ALLOWED
    assert owner.keys.device_id in owner.control.members
    (share,) = (await pair.owner.journal.shares()).all()
    assert any("in other hands" in notice for notice in share.notices)


async def test_words_that_are_not_the_guests_to_say_are_set_aside_and_the_rest_goes_on(relay_url: str) -> None:
    pair = await sharing(relay_url)
    second = await next_device(pair.guest, "guest 2")
    await synced(second)
    thief = await share_log(second)
    false = ItemWithdrawn(item=bytes(16), version=bytes(16))
    await record_facts(thief, [Fact(false, thief.world.clock.now_ms())])
    await (await pair.guest.journal.practice()).comment("Ana", "All is well here.")

    await synced(second, pair.guest, pair.owner)

    shares = await pair.owner.journal.shares()
    assert [one.comment.text for one in shares.inbox().comments] == ["All is well here."]
    owner = await share_log(pair.owner)
    assert [item.code for item in await owner.store.quarantine_list()] == [Code.NOT_ALLOWED]
    assert any("not theirs to say" in notice for notice in shares.all()[0].notices)


async def test_a_guest_whose_folder_was_copied_loses_nothing_and_repeats_nothing(relay_url: str) -> None:
    pair = await sharing(relay_url)
    copy = await pair.guest.copied("guest copy")
    await (await pair.guest.journal.practice()).comment("Ana", "From the one")
    await (await copy.journal.practice()).comment("Ana", "From the other")

    await synced(pair.guest, copy, pair.guest, pair.owner)

    said = {one.comment.text for one in (await pair.owner.journal.shares()).inbox().comments}
    assert said == {"From the one", "From the other"}


async def test_a_guest_that_was_set_back_goes_on_and_what_it_said_stays(relay_url: str) -> None:
    pair = await sharing(relay_url)
    before = await pair.guest.copied("guest before")
    await (await pair.guest.journal.practice()).comment("Ana", "Said once")
    await synced(pair.guest, pair.owner)

    await synced(before)
    await (await before.journal.practice()).comment("Ana", "Said later")
    await synced(before, pair.owner)

    said = [one.comment.text for one in (await pair.owner.journal.shares()).inbox().comments]
    assert sorted(said) == ["Said later", "Said once"]


async def test_no_device_of_the_guest_begins_a_key(relay_url: str) -> None:
    pair = await sharing(relay_url)
    log = await share_log(pair.guest)
    epochs = len(log.control.epochs)
    log.world = replace(log.world, epoch_bounds=EpochBounds(segments_max=1, ms_max=0))

    await synced(pair.guest)

    assert len(log.control.epochs) == epochs


async def test_a_guests_clock_that_is_years_ahead_moves_nothing_of_the_owners(relay_url: str) -> None:
    pair = await sharing(relay_url)
    pair.guest.clock.ms += 20 * 366 * 86_400_000
    guest = await share_log(pair.guest)
    said = CommentWritten(comment_id=bytes(16), text="From years ahead")
    await record_facts(guest, [Fact(said, guest.world.clock.now_ms())])
    await synced(pair.guest, pair.owner)
    owner = await share_log(pair.owner)

    done = await record_facts(owner, [Fact(ShareDescribed(from_name="Ana", state="active"), 0)])

    assert owner.pages.max_hlc >> 16 > pair.owner.clock.ms + 86_400_000
    assert abs((done.events[0].hlc >> 16) - pair.owner.clock.ms) <= 86_400_000
