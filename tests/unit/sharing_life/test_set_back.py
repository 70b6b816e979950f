"""A relay that was set back to before a device came into a share: it is in again, and a bare word undoes nothing."""

from pathlib import Path

import pytest

from tests.support.share_people import GOAL, sharing, synced
from tests.support.trust_people import Person, next_device
from tests.unit.sharing_life.test_devices import share_log
from tests.unit.trust.test_branching import Box
from whyward.journal.device_keys import DeviceKeys
from whyward.journal.folding.nouns import SHARES
from whyward.journal.intentions.goals import AdjustGoal
from whyward.journal.sharing import entering
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.sharing.shelf import Door, Shelf
from whyward.journal.sharing.tending import owner_door
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import SignedStatement

LATER = "Call two friends each week"


@pytest.fixture
def box(tmp_path: Path) -> Box:
    """A fresh machine."""
    return Box(tmp_path)


async def reads(person: Person) -> bool:
    """Whether a device can read what is said now."""
    log = await share_log(person)
    return log.keys.device_id in log.control.epoch.wrap_by_device


async def test_a_device_that_the_relay_forgot_brings_its_admission_back(box: Box) -> None:
    async with box.running() as url:
        pair = await sharing(url)
    box.save()
    async with box.running():
        second = await next_device(pair.owner, "owner 2")
        await synced(second, pair.owner)
        before = (await share_log(second)).keys.device_id
    box.restore()
    async with box.running():
        await pair.owner.sync()
        await second.sync()

        await synced(second)

        assert (await share_log(second)).keys.device_id == before
        assert await reads(second)


@pytest.mark.parametrize("whose", ["owner", "guest"])
async def test_a_device_whose_admission_lost_against_another_statement_comes_in_once_more(box: Box, whose: str) -> None:
    async with box.running() as url:
        pair = await sharing(url)
    person = pair.owner if whose == "owner" else pair.guest
    other = pair.guest if whose == "owner" else pair.owner
    box.save()
    async with box.running():
        second = await next_device(person, "second")
        await synced(second)
        if whose == "guest":
            await (await second.journal.practice()).comment("Ana", "Said before")
            await synced(second)
    box.restore()
    async with box.running():
        await person.sync()
        third = await next_device(other, "third")
        await synced(third)
        await second.sync()

        for _ in range(2):
            await synced(second, person, third, other)

        assert await reads(second)
        assert await reads(third)
        assert (await share_log(second)).control.head == (await share_log(third)).control.head
        said = [one.comment.text for one in (await pair.owner.journal.shares()).inbox().comments]
        assert said == (["Said before"] if whose == "guest" else [])
        await pair.owner.journal.record(AdjustGoal(goal=GOAL, statement=LATER))
        await synced(pair.owner, second if whose == "guest" else third)
        practice = await (second if whose == "guest" else third).journal.practice()
        assert [goal.goal.statement for goal in practice.client("Ana").goals] == [LATER]


async def test_a_task_that_was_sent_away_finds_what_another_one_has_come_in_as(relay_url: str) -> None:
    """What is sent by hand meets the round behind the pages; the log that it had is put away by then."""
    pair = await sharing(relay_url)
    log, shelf = await share_log(pair.owner), pair.owner.journal._shelf
    (row,) = pair.owner.journal.pages.all(SHARES)
    door = owner_door(shelf, row)
    put_away = ShareLog(log.store, log.keys, log.control, log.world, door.side)

    assert await entering.come_back_in(shelf, door, put_away) is log


async def test_a_relay_that_shows_less_than_before_is_not_believed(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bare word that this device is not in must not make it forget who was shut out."""
    pair = await sharing(relay_url)
    log, shelf = await share_log(pair.owner), pair.owner.journal._shelf
    (row,) = pair.owner.journal.pages.all(SHARES)
    door, look_in = owner_door(shelf, row), entering._look_in

    async def less(shelf_: Shelf, door_: Door, way_in: DeviceKeys) -> tuple[list[SignedStatement], ControlLog]:
        statements, _ = await look_in(shelf_, door_, way_in)
        return statements[:1], found(statements[0], log.world.crypto.check)

    with monkeypatch.context() as patched:
        patched.setattr(entering, "_look_in", less)
        with pytest.raises(TheirFault) as refused:
            await entering._enter(shelf, door, after=log.control)

    assert refused.value.code is Code.CONTROL_FORKED
    assert await shelf.opened(door) is log
