"""Any order, duplication and batching of the same events gives the same pages."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.happenings import DAY, TYPES, arrivals, histories, takings_back
from whyward.journal.days import life_day
from whyward.journal.events.catalogue import KINDS
from whyward.journal.events.envelope import Recorded
from whyward.journal.pages import Pages
from whyward.journal.projections.barriers import barriers, wins
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.entries import conflicts, entries, search
from whyward.journal.projections.goals import goals, goals_by_domain, goals_by_value
from whyward.journal.projections.steps import days_toward, steps
from whyward.journal.projections.story import goal_story
from whyward.journal.projections.timeline import acts, timeline
from whyward.journal.projections.today import today_page
from whyward.journal.projections.unknown import unknown_kinds
from whyward.journal.projections.values import current_values, glimpses, rank_history, tensions, value_history

in_ci = settings(max_examples=120, derandomize=True, deadline=None)


def pages_of(*batches: list[Recorded]) -> Pages:
    """Fold batches as they come."""
    pages = Pages()
    for batch in batches:
        pages.merge(batch)
    return pages


def everything_shown(pages: Pages) -> list[object]:
    """Read all that a face can read."""
    values, every_goal = current_values(pages, DAY, every=True), goals(pages, every=True)
    return [
        values,
        [value_history(pages, value.id, DAY) for value in values],
        rank_history(pages, DAY),
        tensions(pages),
        glimpses(pages),
        domain_map(pages, every=True),
        every_goal,
        goals_by_domain(pages),
        goals_by_value(pages),
        [goal_story(pages, goal.id, DAY) for goal in every_goal],
        steps(pages),
        days_toward(pages),
        today_page(pages, DAY),
        entries(pages),
        entries(pages, binned=True),
        conflicts(pages),
        sorted(found.id for found in search(pages, "calm")),
        barriers(pages),
        wins(pages),
        timeline(pages),
        acts(pages),
        unknown_kinds(pages),
    ]


def test_the_strategy_draws_every_kind() -> None:
    assert set(TYPES) == {touching.type for touching in KINDS.values()}


@in_ci
@given(st.data())
def test_any_order_duplication_and_batching_gives_one_state(data: st.DataObject) -> None:
    """Reading in between must not matter either: rows are folded late."""
    history = data.draw(histories())
    straight = pages_of(history)
    other = Pages()
    for batch in data.draw(arrivals(history)):
        other.merge(batch)
        if data.draw(st.booleans()):
            other.search("brave")
            other.state_hash()

    assert other.state_hash() == straight.state_hash()
    assert everything_shown(other) == everything_shown(straight)
    assert other.max_hlc == straight.max_hlc


@settings(in_ci, max_examples=400)
@given(st.data())
def test_what_takes_back_what_is_the_same_in_any_order(data: st.DataObject) -> None:
    """Also along chains, in circles, and where the target comes last."""
    history = data.draw(takings_back())
    straight = pages_of(sorted(history, key=lambda one: one.stamp))
    other = pages_of(*data.draw(arrivals(history)))

    assert other.state_hash() == straight.state_hash() == straight.rebuilt().state_hash()


@in_ci
@given(st.data())
def test_saved_and_rebuilt_pages_are_the_same_pages(data: st.DataObject) -> None:
    """The second half arrives after the pages were saved and opened."""
    history = data.draw(histories())
    cut = data.draw(st.integers(0, len(history)))
    before = pages_of(history[:cut])
    if data.draw(st.booleans()):
        before.search("calm")
    saved = Pages.deserialize(before.serialize())
    saved.merge(history[cut:])
    straight = pages_of(history)

    assert saved.state_hash() == straight.state_hash() == straight.rebuilt().state_hash()
    assert everything_shown(saved) == everything_shown(straight) == everything_shown(straight.rebuilt())


@in_ci
@given(histories(), st.integers(-2, 2))
def test_as_of_a_day_is_the_fold_of_what_had_happened_by_then(history: list[Recorded], days: int) -> None:
    """By the life day of `at`, where it was recorded, as this person's days end."""
    day: date = DAY + timedelta(days=days)
    pages = pages_of(history)
    kept: dict[bytes, Recorded] = {}
    for one in sorted(history, key=lambda one: (one.event.hlc, one.device, one.event.kind, one.event.at)):
        kept[one.event.id] = one
    if len(kept) < len(history):
        return  # Which of two events under one id is kept is another test's matter.
    by_then = [one for one in history if life_day(one.event.at, one.event.tz, pages.day_ends_at) <= day]

    assert pages.as_of(day).state_hash() == pages_of(by_then).state_hash()


@in_ci
@given(st.text(), st.text(alphabet='"*^():-+{}ANDORNT \0\ud800'))
def test_no_words_are_a_syntax_error(wanted: str, nasty: str) -> None:
    pages = Pages()

    assert search(pages, wanted) == search(pages, nasty) == []
