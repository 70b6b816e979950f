"""What somebody else wrote never changes the length of what the person wrote: the two are never deflated together."""

import asyncio
from collections.abc import Callable, Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.happenings import event
from tests.support.memory_log import MemoryLog
from tests.support.share_book import CONTACT, SHARE, acceptance
from tests.support.sim_person import founder
from whyward.journal.decide.facts import Fact
from whyward.journal.events.entries import EntryWritten
from whyward.journal.events.fields import Body
from whyward.journal.events.goals import GoalSet
from whyward.journal.events.shares import RecipientDutiesStated
from whyward.journal.foreign import is_foreign
from whyward.journal.log import Log
from whyward.journal.plaintext import Batch, packed, unpacked
from whyward.journal.recording import record_facts
from whyward.protocol.segments import decode_header

in_ci = settings(max_examples=30, derandomize=True, deadline=None)
SECRET = "what I have never told anybody about the house by the lake"
LETTERS = "abcdefghijklmnopqrstuvwxyz "


def own(text: str) -> EntryWritten:
    """Return something of the person's own, of 512 bytes and more, so that it is deflated."""
    return EntryWritten(entry_id=b"n" * 16, occurred_at=1, body=(text + ". ") * 9)


def duties(text: str) -> RecipientDutiesStated:
    """Return what somebody else wrote."""
    return RecipientDutiesStated(contact_id=CONTACT, share_id=SHARE, statement=text)


def proposed(text: str) -> GoalSet:
    """Return a goal in the words of whoever proposed it."""
    return GoalSet(
        goal_id=b"g" * 16, statement=text, kind="once", measure="done", proposed_by="therapist", proposal_id=b"o" * 16
    )


async def lengths(bodies: Sequence[Body]) -> list[tuple[int, int]]:
    """Record bodies at once; return how long each segment's plaintext is, and how many events it holds."""
    log, store = await founder()
    await record_facts(log, [Fact(body, 1) for body in bodies])
    return await _segments(log, store)


async def _segments(log: Log, store: MemoryLog) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for stored in await store.page(log.keys.device_id, 1, segments_max=99):
        core = decode_header(stored.segment.header)[1]
        found.append((core.plain_len, len(log.opener.open_stored(stored, log.control).events)))
    return found


@in_ci
@given(st.text(LETTERS, min_size=300, max_size=600), st.sampled_from([duties, proposed]))
def test_the_length_of_what_is_own_does_not_depend_on_what_somebody_else_wrote(
    text: str, say: Callable[[str], Body]
) -> None:
    alike = (SECRET * 20)[: len(text)]
    assume(alike != text)
    guessed = asyncio.run(lengths([own(SECRET), say(alike), own(SECRET)]))
    other = asyncio.run(lengths([own(SECRET), say(text), own(SECRET)]))

    assert guessed == other
    assert [count for _, count in guessed] == [1, 1, 1]


@in_ci
@given(st.text(LETTERS, min_size=1, max_size=2000))
def test_the_length_of_what_somebody_else_wrote_tells_its_length_alone(text: str) -> None:
    same = "a" * len(text)

    assert asyncio.run(lengths([duties(text)])) == asyncio.run(lengths([duties(same)]))


async def test_what_is_own_stays_together_and_deflated() -> None:
    (together,) = await lengths([own("calm"), own("calm")])

    assert together == (512, 2)


@pytest.mark.parametrize("body", [duties("x"), proposed("x"), acceptance()])
def test_whose_words_are_foreign(body: Body) -> None:
    assert is_foreign(event(body, 1))


def test_ones_own_goal_is_not_foreign() -> None:
    goal = GoalSet(goal_id=b"g" * 16, statement="x", kind="once", measure="done", proposed_by="therapist")

    assert not is_foreign(event(goal, 1))
    assert not is_foreign(event(own("x"), 1))


@in_ci
@given(st.text(LETTERS, max_size=3000))
def test_what_is_not_deflated_opens_as_it_was_packed(text: str) -> None:
    batch = Batch((), (event(own(text), 1),))

    assert unpacked(packed(batch, deflate=False)) == unpacked(packed(batch)) == batch
    assert len(packed(batch, deflate=False)) >= len(packed(batch))
