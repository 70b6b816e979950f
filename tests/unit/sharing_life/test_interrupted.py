"""Whatever breaks off in the middle, the next sync goes on from there: one line, one version, nothing twice."""

import pytest

from tests.support.share_people import GOAL, NAME, sharing, synced, two_people
from tests.support.trust_people import next_device
from tests.unit.sharing_life.test_devices import share_log
from whyward.adapters.relay_way import RelayWay
from whyward.journal.errors import Unreachable
from whyward.journal.intentions.goals import AdjustGoal
from whyward.journal.intentions.shares import StopShare
from whyward.journal.journal import Journal
from whyward.journal.sharing.effective import ShareState
from whyward.journal.sharing.root import guests_in

LATER = "Call two friends each week"


async def away(*_about: object) -> None:
    """There is no way there."""
    raise Unreachable("no way there")


async def test_a_sync_that_breaks_off_between_the_line_and_the_words_is_gone_on_from(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = await sharing(relay_url)
    await pair.owner.journal.record(AdjustGoal(goal=GOAL, statement=LATER))
    await pair.owner.sync()

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "sync", away)
        with pytest.raises(Unreachable):
            await (await pair.owner.journal.shares()).sync()
    audit = (await pair.owner.journal.shares()).audit(NAME)
    assert [line.left for line in audit.lines] == [False, True]
    await synced(pair.guest)
    assert [goal.goal.statement for goal in (await pair.page()).goals] == [GOAL]

    await synced(pair.owner, pair.guest)

    audit = (await pair.owner.journal.shares()).audit(NAME)
    assert [line.left for line in audit.lines] == [True, True]
    assert [goal.goal.statement for goal in (await pair.page()).goals] == [LATER]


async def test_what_was_stopped_on_another_device_meanwhile_does_not_go_out(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = await sharing(relay_url)
    second = await next_device(pair.owner, "owner 2")
    await synced(second, pair.owner)
    await pair.owner.journal.record(AdjustGoal(goal=GOAL, statement=LATER))
    await pair.owner.sync()
    with monkeypatch.context() as patched:
        patched.setattr(RelayWay, "connect", away)
        await (await second.journal.shares()).stop(StopShare(who=NAME))
    await second.sync()

    await synced(pair.owner)

    log = await share_log(pair.owner)
    assert guests_in(log.control) == []
    assert [line.left for line in (await pair.owner.journal.shares()).audit(NAME).lines] in ([True], [False, True])


async def test_a_confirmation_without_a_relay_lets_them_in_at_the_next_sync(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = await (await two_people(relay_url)).invited()
    words = await pair.accepted()
    shares = await pair.owner.journal.shares()
    answer = await shares.look(NAME)
    assert answer is not None

    with monkeypatch.context() as patched:
        patched.setattr(RelayWay, "connect", away)
        await shares.confirm(NAME, [words[place - 1] for place in answer.positions])
    assert guests_in((await share_log(pair.owner)).control) == []
    await synced(pair.owner, pair.guest)

    assert [client.state for client in (await pair.guest.journal.practice()).clients()] == ["waiting"]
    assert len(guests_in((await share_log(pair.owner)).control)) == 1
    (share,) = (await pair.owner.journal.shares()).all()
    assert share.state is ShareState.VERIFIED


async def test_one_share_whose_relay_is_away_keeps_no_other_one_waiting(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = await sharing(relay_url)
    link = (await (await pair.owner.journal.shares()).invite("Dr S")).link
    await (await pair.guest.journal.practice()).accept(link, name="Also me")
    real = RelayWay.connect
    away_for = iter([True, *[False] * 99])

    async def sometimes(way: RelayWay, url: str) -> object:
        if next(away_for):
            raise Unreachable("no way there")
        return await real(way, url)

    with monkeypatch.context() as patched:
        patched.setattr(RelayWay, "connect", sometimes)
        carried = await (await pair.owner.journal.shares()).sync()

    assert [one.error is None for one in carried] == [False, True]
