"""Check-ins at the ends of their scales: what is the least and the most is taken, and what is beyond is refused."""

from datetime import timedelta

import pytest

from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import BadInput
from whyward.journal.events.checkins import InstrumentDefinition, InstrumentItem
from whyward.journal.folding.checkins import CheckinRow
from whyward.journal.folding.nouns_noticing import CHECKINS
from whyward.journal.formulas.target import RINGS, ring_of
from whyward.journal.intentions.checkins import (
    AddInstrument,
    CompleteCheckin,
    CorrectCheckin,
    Marked,
    MarkTarget,
    NoteMood,
    Said,
)
from whyward.journal.intentions.plumbing import SetPreference

SLEEP = AddInstrument(
    instrument="sleep",
    title="Sleep",
    definition=InstrumentDefinition(items=(InstrumentItem(item_id="rest", text="How rested?"),), low=1, high=4),
    licence_note="I wrote it.",
)


def only(notebook: Notebook) -> CheckinRow:
    """Return the only check-in."""
    (row,) = notebook.pages.all(CHECKINS)
    return row


@pytest.mark.parametrize(("number", "fits"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_scale_of_ones_own_has_both_its_ends(number: int, *, fits: bool) -> None:
    notebook = Notebook()
    notebook.wish(SLEEP)
    wish = CompleteCheckin(said=(Said(item="rest", number=number),), instrument="sleep")
    if fits:
        notebook.wish(wish)
        assert only(notebook).numbers == {"rest": number}
    else:
        with pytest.raises(BadInput, match="from 1 to 4"):
            notebook.wish(wish)


@pytest.mark.parametrize("number", [0, 10])
def test_the_compass_check_has_both_its_ends(number: int) -> None:
    notebook = Notebook()
    notebook.wish(CompleteCheckin(said=(Said(item="health.matter", number=number),)))

    assert only(notebook).numbers == {"health.matter": number}


@pytest.mark.parametrize("ring", range(1, RINGS + 1))
def test_a_mark_stands_in_every_ring_there_is(ring: int) -> None:
    notebook = Notebook()
    notebook.wish(MarkTarget(marks=(Marked(on="health", ring=ring),)))

    (mark,) = only(notebook).marks
    assert ring_of(mark.radius) == ring


@pytest.mark.parametrize(
    ("mark", "fits"),
    [
        (Marked(on="health", radius=0.0, angle=0.0), True),
        (Marked(on="health", radius=1.0, angle=360.0), True),
        (Marked(on="health", radius=0.5, angle=360.5), False),
        (Marked(on="health", radius=0.5, angle=-0.5), False),
        (Marked(on="health", radius=1.1), False),
        (Marked(on="health", radius=-0.1), False),
        (Marked(on="health", ring=0), False),
        (Marked(on="health", ring=RINGS + 1), False),
        (Marked(on="health", ring=1, radius=0.5), False),
        (Marked(on="health"), False),
    ],
)
def test_a_mark_stands_on_the_target(mark: Marked, *, fits: bool) -> None:
    notebook = Notebook()
    if fits:
        notebook.wish(MarkTarget(marks=(mark,)))
        assert [(one.radius, one.angle) for one in only(notebook).marks] == [(mark.radius, mark.angle)]
    else:
        with pytest.raises(BadInput):
            notebook.wish(MarkTarget(marks=(mark,)))
        assert notebook.recorded == []


def test_a_check_in_may_be_about_one_day_and_not_about_less() -> None:
    notebook = Notebook()
    said = (Said(item="health.matter", number=3),)
    notebook.wish(CompleteCheckin(said=said, period_from=TODAY, period_to=TODAY))
    assert (only(notebook).period_from, only(notebook).period_to) == (TODAY, TODAY)

    with pytest.raises(BadInput, match="end before they begin"):
        notebook.wish(CompleteCheckin(said=said, period_from=TODAY, period_to=TODAY - timedelta(days=1)))


def test_a_correction_says_something_and_words_leave_numbers_alone() -> None:
    notebook = Notebook()
    notebook.wish(CompleteCheckin(said=(Said(item="health.matter", number=3),)))
    checkin = only(notebook).checkin_id.hex()
    with pytest.raises(BadInput, match="Nothing would change"):
        notebook.wish(CorrectCheckin(checkin=checkin, said=()))
    notebook.wish(CorrectCheckin(checkin=checkin, said=(Said(item="health.closer", words="To sleep."),)))

    assert (only(notebook).numbers, only(notebook).words) == ({"health.matter": 3}, {"health.closer": "To sleep."})


@pytest.mark.parametrize(("number", "fits"), [(-3, False), (-2, True), (2, True), (3, False)])
def test_a_mood_has_both_its_ends(number: int, *, fits: bool) -> None:
    notebook = Notebook()
    notebook.wish(SetPreference(key="moods", value=True))
    for wish in (NoteMood(valence=number), NoteMood(energy=number)):
        if fits:
            notebook.wish(wish)
        else:
            with pytest.raises(BadInput, match="from -2 to 2"):
                notebook.wish(wish)
