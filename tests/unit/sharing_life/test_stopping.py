"""Stopping: one word, with or without a relay; then nothing opens for the other side, and an honest one lets go."""

from datetime import date

import pytest

from tests.support.share_people import GOAL, NAME, sharing, synced
from tests.support.trust_people import Person
from tests.unit.sharing_life.test_devices import share_log
from whyward.adapters.relay_way import RelayWay
from whyward.journal.decide.facts import Fact
from whyward.journal.errors import Unreachable
from whyward.journal.events.shared import ShareDescribed
from whyward.journal.intentions.goals import AdjustGoal
from whyward.journal.intentions.people import RemoveContact
from whyward.journal.intentions.shares import StopShare
from whyward.journal.opening import Opener
from whyward.journal.recording import record_facts
from whyward.journal.sharing.effective import ShareState
from whyward.journal.sharing.root import guests_in
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Prove, Want
from whyward.protocol.ids import CONTROL, SpaceId
from whyward.protocol.relay_effects import Effect, ReadStatements
from whyward.protocol.relay_former import FormerGuests, removed
from whyward.protocol.relay_session import RelaySession
from whyward.protocol.spaces import SpaceView


async def stopped(person: Person) -> bool:
    """Stop the share; return whether the relay knows."""
    shares = await person.journal.shares()
    return (await shares.stop(StopShare(who=NAME))).is_done


async def test_nothing_sealed_after_the_end_opens_for_the_guest_who_has_every_byte(relay_url: str) -> None:
    pair = await sharing(relay_url)
    guest = await share_log(pair.guest)
    await stopped(pair.owner)
    owner = await share_log(pair.owner)
    said = ShareDescribed(from_name="Ana", state="active")
    await record_facts(owner, [Fact(said, owner.world.clock.now_ms())])
    *_, last = await owner.store.page(owner.keys.device_id, 1, segments_max=99)

    opener = Opener(guest.keys, guest.world.crypto, spare=guest.opener._spare)
    with pytest.raises(TheirFault) as shut:
        opener.open_stored(last, owner.control)

    assert shut.value.code is Code.BAD_EPOCH
    assert owner.opener.open_stored(last, owner.control).events
    assert guests_in(owner.control) == []


async def test_an_honest_guest_deletes_at_the_end_and_says_so(relay_url: str) -> None:
    pair = await sharing(relay_url)
    assert await stopped(pair.owner)

    await synced(pair.guest, pair.owner)

    assert pair.guest.shares.logs == {}
    assert [client.state for client in (await pair.guest.journal.practice()).clients()] == ["deleted"]
    (share,) = (await pair.owner.journal.shares()).all()
    assert "They say that they have deleted their copies." in share.notices


@pytest.mark.parametrize("hour", [0, 1, 3, 4, 12, 23])
async def test_copies_go_at_the_end_whatever_the_hour(relay_url: str, hour: int) -> None:
    """A share has days of UTC; between midnight and four a person's own day is still the one before."""
    pair = await sharing(relay_url)
    for side in (pair.owner, pair.guest):
        side.clock.ms += (24 * 3_600_000 - side.clock.ms % (24 * 3_600_000)) + hour * 3_600_000 + 60_000
    assert await stopped(pair.owner)

    await synced(pair.guest, pair.owner)

    assert pair.guest.shares.logs == {}
    assert [client.state for client in (await pair.guest.journal.practice()).clients()] == ["deleted"]


async def test_a_guest_whom_the_law_makes_keep_copies_keeps_them_and_says_until_when(relay_url: str) -> None:
    pair = await sharing(relay_url)
    until = date(2036, 1, 1)
    await (await pair.guest.journal.practice()).keep("Ana", by_law=True, until=until, basis="Health records act")
    await stopped(pair.owner)

    await synced(pair.guest, pair.owner)

    assert [goal.goal.statement for goal in (await pair.page()).goals] == [GOAL]
    (share,) = (await pair.owner.journal.shares()).all()
    assert any("2036-01-01" in notice for notice in share.notices)


async def test_stopping_without_a_relay_counts_at_once_and_is_done_at_the_next_sync(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = await sharing(relay_url)
    await pair.owner.journal.record(AdjustGoal(goal=GOAL, statement="Something that is nobody's business now"))

    async def away(_way: RelayWay, _url: str) -> None:
        raise Unreachable("no way there")

    with monkeypatch.context() as patched:
        patched.setattr(RelayWay, "connect", away)
        assert not await stopped(pair.owner)
    (share,) = (await pair.owner.journal.shares()).all()
    assert share.state is ShareState.STOPPED
    assert len(guests_in((await share_log(pair.owner)).control)) == 2

    await synced(pair.owner)

    assert guests_in((await share_log(pair.owner)).control) == []
    assert len((await pair.owner.journal.shares()).audit(NAME).lines) == 1


async def test_stopping_says_nothing_and_its_end_is_seen_all_the_same(relay_url: str) -> None:
    pair = await sharing(relay_url)
    await (await pair.guest.journal.practice()).keep("Ana", days=30)
    before = (await share_log(pair.owner)).pages.count()
    await stopped(pair.owner)

    await synced(pair.guest)

    assert (await share_log(pair.owner)).pages.count() == before
    assert (await pair.page()).client.state == "ended"


async def test_taking_somebody_off_the_list_sends_them_away(relay_url: str) -> None:
    pair = await sharing(relay_url)
    await pair.owner.journal.record(RemoveContact(contact=NAME))

    await synced(pair.owner)

    assert guests_in((await share_log(pair.owner)).control) == []


async def test_whoever_leaves_says_that_the_copies_are_gone(relay_url: str) -> None:
    pair = await sharing(relay_url)
    await (await pair.guest.journal.practice()).leave("Ana")

    await synced(pair.owner)

    assert pair.guest.shares.logs == {}
    said = [one.comment.text for one in (await pair.owner.journal.shares()).inbox().comments]
    assert said == ["I have deleted my copies of what you shared."]


async def test_without_a_relay_copies_stay_a_while_after_the_last_day_and_then_go(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = await sharing(relay_url)

    async def away(_way: RelayWay, _url: str) -> None:
        raise Unreachable("no way there")

    monkeypatch.setattr(RelayWay, "connect", away)
    for days, state in ((95, "ended"), (30, "deleted")):
        pair.guest.clock.ms += days * 86_400_000
        (carried,) = await (await pair.guest.journal.shares()).sync()
        assert carried.error is not None
        assert [client.state for client in (await pair.guest.journal.practice()).clients()] == [state]


async def test_whoever_never_says_a_farewell_is_not_asked_for_ever(relay_url: str) -> None:
    pair = await sharing(relay_url)
    await stopped(pair.owner)
    heard: list[str] = []
    real = RelayWay.connect

    async def connect(way: RelayWay, url: str) -> object:
        heard.append(url)
        return await real(way, url)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(RelayWay, "connect", connect)
        for days, connections in ((1, 2), (100, 0)):
            pair.owner.clock.ms += days * 86_400_000
            heard.clear()
            await (await pair.owner.journal.shares()).sync()
            assert len(heard) == connections


async def test_a_relay_that_only_says_so_ends_nothing(relay_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies are deleted by the owner's statement, never by a relay's word."""
    pair = await sharing(relay_url)
    space_id = (await share_log(pair.guest)).control.space_id
    genuine = RelaySession._proved

    def lying(self: RelaySession, frame: Prove, device_nonce: bytes, view: SpaceView | None) -> list[Effect]:
        if frame.space_id == space_id:
            raise removed(space_id)
        return genuine(self, frame, device_nonce, view)

    monkeypatch.setattr(RelaySession, "_proved", lying)
    await pair.guest.sync()
    (carried,) = await (await pair.guest.journal.shares()).sync()
    monkeypatch.undo()

    assert carried.error is not None
    assert [goal.goal.statement for goal in (await pair.page()).goals] == [GOAL]
    await synced(pair.owner, pair.guest)
    assert [client.state for client in (await pair.guest.journal.practice()).clients()] == ["active"]


async def test_a_relay_that_shows_no_removal_is_told_on(relay_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lets this side read the control log, and no removal stands there."""
    pair = await sharing(relay_url)
    await stopped(pair.owner)

    def hiding(self: FormerGuests, frame: Want) -> list[ReadStatements]:
        del self
        return [ReadStatements(SpaceId(frame.space_id), frame.start, 0)] if frame.device_id == CONTROL else []

    monkeypatch.setattr(FormerGuests, "wanted", hiding)
    await pair.guest.sync()
    (carried,) = await (await pair.guest.journal.shares()).sync()

    assert carried.error is not None
    assert "cannot show it" in str(carried.error)
    assert [goal.goal.statement for goal in (await pair.page()).goals] == [GOAL]
