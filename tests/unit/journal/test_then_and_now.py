"""Then and now: two days or two sorts side by side, and what a value has been called."""

from tests.support.notebook import TODAY, Notebook
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.sorts import FinishSort, RankCards, ShortlistCards, StartSort
from whyward.journal.intentions.values import AddValue, RankValues, RestValue, RetireValue, RewordValue
from whyward.journal.projections.sorts import sorts
from whyward.journal.projections.then_and_now import (
    Changed,
    first_day,
    rename_trail,
    sorts_then_and_now,
    values_then_and_now,
)
from whyward.journal.projections.values import current_values


def told(changed: list[Changed]) -> list[tuple[str, int | None, int | None, str]]:
    """Return what differs, without the keys."""
    return [(one.name, one.then, one.now, one.moved) for one in changed]


def test_values_of_two_days_side_by_side() -> None:
    notebook = Notebook()
    notebook.wish(*(AddValue(name=name) for name in ("Calm", "Brave", "Gentle", "Loyal", "Wild")))
    notebook.later(90)
    notebook.wish(
        AddValue(name="Curious"),
        RankValues(values=("brave", "calm", "curious", "gentle")),
        RewordValue(value="calm", name="Peace"),
        RestValue(value="loyal"),
        RetireValue(value="wild", why="changed"),
    )
    then = current_values(notebook.pages.as_of(TODAY), TODAY, every=True)
    now = current_values(notebook.pages, TODAY, every=True)
    changed = values_then_and_now(then, now)

    assert told(changed) == [
        ("Brave", 2, 1, "nearer"),
        ("Peace", 1, 2, "farther"),
        ("Curious", None, 3, "new"),
        ("Gentle", 3, 4, "farther"),
        ("Loyal", 4, None, "resting"),
        ("Wild", 5, None, "left"),
    ]
    assert [one.called_then for one in changed] == ["Brave", "Calm", None, "Gentle", "Loyal", "Wild"]
    assert {one.moved for one in values_then_and_now(now, now)} == {"same"}
    assert told(values_then_and_now([], now))[0] == ("Brave", None, 1, "new")
    assert first_day(notebook.pages) == TODAY
    assert first_day(Notebook().pages) is None


def test_what_a_value_has_been_called_without_what_was_taken_back() -> None:
    notebook = Notebook()
    notebook.wish(AddValue(name="Calm"))
    notebook.later(1)
    notebook.wish(RewordValue(value="calm", name="Peace"), RewordValue(value="peace", own_words="quiet"))
    notebook.wish(RewordValue(value="peace", name="Slip"), Undo(), RewordValue(value="peace", name="Calm"))
    (value,) = current_values(notebook.pages, TODAY)
    trail = rename_trail(notebook.pages, value.id)

    assert [one.name for one in trail] == ["Calm", "Peace", "Calm"]
    assert [(one.on - TODAY).days for one in trail] == [0, 1, 1]


def test_two_sorts_side_by_side() -> None:
    notebook = Notebook()
    start = StartSort(deck_id="deck", deck_version=1, card_ids=("calm", "brave", "wild", "kind"))
    notebook.wish(
        start,
        ShortlistCards(cards=("calm", "brave", "wild")),
        FinishSort(),
        start,
        ShortlistCards(cards=("calm", "kind", "brave")),
        RankCards(ranked=(("kind",), ("brave",), ("calm",))),
    )
    now, then = sorts(notebook.pages)

    assert told(sorts_then_and_now(then, now)) == [
        ("kind", None, 1, "new"),
        ("brave", 2, 2, "same"),
        ("calm", 1, 3, "farther"),
        ("wild", 3, None, "left"),
    ]
