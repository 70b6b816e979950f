"""A guest's page tells nothing that is not shown today, whatever was shown before; and any text is carried as text."""

import unicodedata
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.happenings import LAPTOP, id_of
from tests.support.notebook import TODAY
from tests.support.share_scene import Owner, share_space_event
from whyward.journal.events.entries import EntryWritten
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.goals import GoalSet
from whyward.journal.events.shared import (
    ItemShared,
    ItemWithdrawn,
    SharedBarrier,
    SharedEntry,
    SharedGoal,
    SharedProgress,
    SharedStep,
)
from whyward.journal.events.steps import StepTaken
from whyward.journal.events.values import ValueChosen
from whyward.journal.pages import Pages
from whyward.journal.projections.shared_goal import client_goals

in_ci = settings(max_examples=150, derandomize=True, deadline=None)

WORDED = ("statement", "why", "values")
_WORD = st.integers(0, 30).map("canary-{:02}-word".format)
_ON = st.integers(0, 3).map(lambda days: TODAY + timedelta(days=days))
_SOME = st.lists(_WORD, max_size=2).map(tuple)


def _several(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=2).map(tuple)


GOALS = st.builds(
    SharedGoal,
    statement=st.one_of(st.none(), _WORD),
    why=st.one_of(st.none(), _WORD),
    values=_SOME,
    state=st.one_of(st.none(), st.sampled_from(["active", "paused"])),
    progress=st.one_of(st.none(), st.builds(SharedProgress, steps=st.integers(100, 103))),
    steps=_several(st.builds(SharedStep, on=_ON, note=_WORD)),
    barriers=_several(st.builds(SharedBarrier, on=_ON, custom=_WORD, learned=_WORD)),
    entries=_several(st.builds(SharedEntry, on=_ON, text=_WORD)),
)


def pages_of(versions: list[SharedGoal | None]) -> Pages:
    """Return a share's pages with one version after the other."""
    pages = Pages()
    for number, goal in enumerate(versions):
        version, after = id_of("x", number), id_of("x", number - 1) if number else None
        item = id_of("i", 0)
        body = (
            ItemWithdrawn(item=item, version=version, after=after)
            if goal is None
            else ItemShared(item=item, version=version, after=after, goal=goal)
        )
        pages.merge([Recorded(share_space_event(body, number + 1, number, version), LAPTOP)])
    return pages


def words_without_a_break(versions: list[SharedGoal | None]) -> set[str]:
    """Return the words that were shown in a field which has been shown ever since."""
    found: set[str] = set()
    for field in WORDED:
        for goal in reversed(versions):
            words = getattr(goal, field) if goal is not None else None
            if not words:
                break
            found |= {words} if isinstance(words, str) else set(words)
    return found


@in_ci
@given(st.lists(st.one_of(GOALS, GOALS, st.none()), min_size=1, max_size=6))
def test_what_was_taken_away_is_in_no_line_of_a_guests_page(versions: list[SharedGoal | None]) -> None:
    told = str(client_goals(pages_of(versions)))
    last = versions[-1]
    allowed = words_without_a_break(versions)

    for number in range(31):
        word = f"canary-{number:02}-word"
        assert word not in told or word in str(last) or word in allowed
    assert (told == "()") == (last is None)


PLAIN = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
NASTY = st.text(alphabet="a\x00\x07\x1b\x7f\x85\x9b\r\n\t\u202e\u2028<&\"'\\", max_size=20)
ANY = st.one_of(PLAIN, NASTY)


def carried(text: str) -> str:
    """Return what may be carried of a text."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cc" or letter in "\n\t")


@in_ci
@given(ANY, ANY, ANY, ANY, ANY)
def test_any_text_is_carried_as_text_and_without_control_characters(
    statement: str, why: str, name: str, note: str, body: str
) -> None:
    """Also what an older journal let in: what goes out can always be read on the other side."""
    owner = Owner()
    owner.meet()
    goal_id, value_id = id_of("g", 0), id_of("v", 0)
    owner.tell(
        ValueChosen(value_id=value_id, name=name, chosen_on=TODAY),
        GoalSet(
            goal_id=goal_id,
            statement=statement,
            why=why,
            value_ids=(value_id,),
            kind="once",
            measure="done",
            proposed_by="me",
        ),
        StepTaken(taken_id=id_of("s", 0), goal_id=goal_id, occurred_on=TODAY, how_much="all", note=note),
        EntryWritten(entry_id=id_of("n", 0), occurred_at=1, body=body, goal_ids=(goal_id,)),
    )
    owner.grant((f"goal:{goal_id.hex()}", ["statement", "why", "value", "step_notes", "entries"]))
    owner.fill()
    (goal,) = owner.there()

    assert (goal.statement, goal.why) == (carried(statement), carried(why))
    assert goal.values == (carried(name).replace("\n", " ").replace("\t", " "),)
    assert [step.note for step in goal.steps] == [carried(note)]
    assert [entry.text for entry in goal.entries] == [carried(body)]
