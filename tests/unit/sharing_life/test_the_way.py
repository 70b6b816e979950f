"""The way of a share: a link, a letter, words compared, a choice, and the very same words on the other side."""

from datetime import timedelta

import pytest

from tests.support.share_people import DUTIES, GOAL, NAME, Pair, sharing, synced, two_people
from tests.support.trust_people import next_device
from whyward.journal.errors import BadInput, Refused
from whyward.journal.intentions.shares import NarrowShare, PauseShare, ResumeShare, StopShare
from whyward.journal.sharing.effective import ShareState
from whyward.journal.sharing.links import InviteLink, read_link
from whyward.protocol.statements import Party


async def guests(pair: Pair) -> int:
    """Return how many devices of the guest can read."""
    (readers,) = (await pair.owner.journal.shares()).readers().values()
    return sum(reader.party is Party.GUEST for reader in readers)


async def test_the_guest_sees_exactly_what_was_granted(relay_url: str) -> None:
    pair = await sharing(relay_url)

    page = await pair.page()

    assert [goal.goal.statement for goal in page.goals] == [GOAL]
    assert page.may == ("read", "comment", "propose")
    (share,) = (await pair.owner.journal.shares()).all()
    assert share.state is ShareState.ACTIVE
    assert share.duties == DUTIES
    audit = (await pair.owner.journal.shares()).audit(NAME)
    assert [(line.left, line.shown_now) for line in audit.lines] == [(True, True)]


async def test_nobody_is_in_before_the_words_were_right(relay_url: str) -> None:
    pair = await (await two_people(relay_url)).invited()
    await pair.accepted()
    shares = await pair.owner.journal.shares()
    answer = await shares.look(NAME)
    assert answer is not None
    assert (answer.name, answer.duties) == ("Dr Rivera", DUTIES)
    await synced(pair.owner, pair.guest)

    with pytest.raises(BadInput, match="2 more tries"):
        await shares.confirm(NAME, ["abandon", "ability", "able"])
    await synced(pair.owner, pair.guest)

    assert await guests(pair) == 0


async def test_three_wrong_tries_end_the_invitation(relay_url: str) -> None:
    pair = await (await two_people(relay_url)).invited()
    words = await pair.accepted()
    shares = await pair.owner.journal.shares()
    answer = await shares.look(NAME)
    assert answer is not None
    for _ in range(2):
        with pytest.raises(BadInput):
            await shares.confirm(NAME, ["abandon", "ability", "able"])
    with pytest.raises(Refused, match="three times"):
        await shares.confirm(NAME, ["abandon", "ability", "able"])

    with pytest.raises(Refused):
        await shares.confirm(NAME, [words[place - 1] for place in answer.positions])

    (share,) = (await pair.owner.journal.shares()).all()
    assert share.state is ShareState.STOPPED
    assert await guests(pair) == 0


async def test_the_words_asked_for_stay_the_same_until_they_were_right(relay_url: str) -> None:
    pair = await (await two_people(relay_url)).invited()
    await pair.accepted()

    first = await (await pair.owner.journal.shares()).look(NAME)
    again = await (await pair.owner.journal.shares()).look(NAME)

    assert first == again
    assert first is not None
    assert sorted(set(first.positions)) == list(first.positions)
    assert len(first.positions) == 3


async def test_both_can_show_the_words_again(relay_url: str) -> None:
    pair = await sharing(relay_url)

    theirs = await (await pair.guest.journal.practice()).words("Ana")

    assert await (await pair.owner.journal.shares()).words(NAME) == theirs
    assert len(theirs) == 8


async def test_one_person_has_one_share_at_a_time(relay_url: str) -> None:
    pair = await (await two_people(relay_url)).invited()

    with pytest.raises(Refused, match="already"):
        await pair.invited()

    await (await pair.owner.journal.shares()).stop(StopShare(who=NAME))
    await pair.invited()
    assert len((await pair.owner.journal.shares()).all()) == 2


async def test_what_is_taken_away_goes_from_the_page(relay_url: str) -> None:
    pair = await sharing(relay_url)

    await (await pair.owner.journal.shares()).narrow(NarrowShare(who=NAME, goals=(GOAL,)))
    await synced(pair.owner, pair.guest)

    assert (await pair.page()).goals == ()


async def test_a_pause_lets_nothing_out(relay_url: str) -> None:
    pair = await sharing(relay_url)
    shares = await pair.owner.journal.shares()
    await shares.pause(PauseShare(who=NAME))
    await shares.narrow(NarrowShare(who=NAME, fields=("value",)))
    await synced(pair.owner, pair.guest)
    before = (await pair.page()).goals

    await shares.resume(ResumeShare(who=NAME))
    await synced(pair.owner, pair.guest)

    assert [goal.goal.statement for goal in before] == [GOAL]
    assert [goal.goal.statement for goal in (await pair.page()).goals] == [GOAL]


async def test_what_is_said_goes_both_ways(relay_url: str) -> None:
    pair = await sharing(relay_url)
    practice = await pair.guest.journal.practice()
    await practice.comment("Ana", "How did it go?", about=GOAL)
    await practice.propose("Ana", "Write her a letter", message="If you like.")
    await practice.opened("Ana")
    await synced(pair.guest, pair.owner)

    shares = await pair.owner.journal.shares()
    found = shares.inbox()
    await shares.reply(found.comments[0].comment.id.hex(), "Well, thank you.")
    goal = await shares.accept(found.proposals[0].proposal.id.hex()[:8], "Write her a card")
    await synced(pair.owner, pair.guest)

    assert [(one.comment.text, one.about) for one in found.comments] == [("How did it go?", GOAL)]
    assert goal.statement == "Write her a card"
    written = (await pair.page()).written
    assert [reply.text for comment in written.comments for reply in comment.replies] == ["Well, thank you."]
    assert [one.answer for one in written.proposals] == ["changed"]
    assert (await pair.owner.journal.shares()).audit(NAME).lines[0].opened_on is not None


async def test_a_link_is_followed_once(relay_url: str) -> None:
    pair = await (await two_people(relay_url)).invited()
    await pair.accepted()
    other = (await two_people(relay_url, seed="others")).guest

    with pytest.raises(Refused, match="followed this link already"):
        await (await other.journal.practice()).accept(pair.link, name="Mallory")

    assert [client.state for client in (await other.journal.practice()).clients()] == ["deleted"]


async def test_following_ones_own_link_again_shows_the_same_words(relay_url: str) -> None:
    pair = await (await two_people(relay_url)).invited()

    assert await pair.accepted() == await pair.accepted()
    with pytest.raises(Refused, match="your own invitation"):
        await (await pair.owner.journal.practice()).accept(pair.link, name="Me")


async def test_whoever_took_the_link_shows_other_words(relay_url: str) -> None:
    pair = await (await two_people(relay_url)).invited()
    thief = (await two_people(relay_url, seed="others")).guest
    stolen = await (await thief.journal.practice()).accept(pair.link, name="Dr Rivera")
    with pytest.raises(Refused):
        await pair.accepted()

    shares = await pair.owner.journal.shares()
    answer = await shares.look(NAME)
    assert answer is not None
    row = (await pair.guest.journal.practice()).clients()
    theirs = await (await pair.guest.journal.practice()).words(row[0].space_id.hex())

    assert theirs != stolen.words
    with pytest.raises(BadInput):
        await shares.confirm(NAME, [theirs[place - 1] for place in answer.positions])
    assert await guests(pair) == 0


async def test_a_link_that_names_another_relay_is_refused_before_anything_is_recorded(relay_url: str) -> None:
    pair = await (await two_people(relay_url)).invited()
    link = read_link(pair.link)
    other = InviteLink(link.relay, link.space_id, bytes(32), link.secret)
    stranger = (await two_people(relay_url, seed="others")).guest

    with pytest.raises(Refused, match="not the one that the link names"):
        await (await stranger.journal.practice()).accept(other.shown(), name="Somebody")

    assert (await stranger.journal.practice()).clients() == []


async def test_a_share_ends_by_itself_and_copies_go(relay_url: str) -> None:
    pair = await sharing(relay_url)
    for person in (pair.owner, pair.guest):
        person.clock.ms += int(timedelta(days=95).total_seconds() * 1000)
    practice = await pair.guest.journal.practice()
    assert practice.clients()[0].state == "ended"

    await synced(pair.owner, pair.guest, pair.owner)

    assert [client.state for client in (await pair.guest.journal.practice()).clients()] == ["deleted"]
    assert pair.guest.shares.logs == {}
    (share,) = (await pair.owner.journal.shares()).all()
    assert share.state is ShareState.EXPIRED
    assert any("ended by itself" in notice for notice in share.notices)
    assert [one.comment.text for one in (await pair.owner.journal.shares()).inbox().comments] == [
        "I have deleted my copies of what you shared."
    ]


async def test_two_devices_of_one_guest_that_follow_the_same_link_show_the_same_words(relay_url: str) -> None:
    """Found by the simulation: before, each made a root of its own, and the words never fitted again."""
    pair = await (await two_people(relay_url)).invited()
    second = await next_device(pair.guest, "guest 2")
    words = await pair.accepted()

    same = await (await second.journal.practice()).accept(pair.link, name="Dr Rivera", duties=DUTIES)

    assert same.words == words
    await pair.confirmed(words)
    await synced(pair.owner, second, pair.guest)
    assert await guests(pair) >= 1


async def test_somebody_is_invited_as_what_they_are_to_the_person_and_as_nothing_else(relay_url: str) -> None:
    owner = (await two_people(relay_url)).owner
    shares = await owner.journal.shares()

    with pytest.raises(BadInput, match="role"):
        await shares.invite("Kim", role="boss")

    assert shares.all() == []
