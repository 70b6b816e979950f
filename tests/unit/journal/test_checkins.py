"""Check-ins: what is asked and refused, what two devices that did not meet come to, and the quieter side first."""

import itertools
from datetime import date

import pytest

from tests.support.happenings import LAPTOP, PHONE, id_of, recorded
from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import BadInput, JournalError, NotFound, Refused
from whyward.journal.events import checkins as k
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.fields import Body
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.folding.checkins import CheckinRow
from whyward.journal.folding.nouns_noticing import CHECKINS, INSTRUMENTS, MOODS
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.checkins import (
    AddInstrument,
    CompleteCheckin,
    CorrectCheckin,
    Marked,
    MarkTarget,
    NoteMood,
    Said,
    TakeCheckinBack,
)
from whyward.journal.intentions.plumbing import Redo, SetPreference, Undo
from whyward.journal.pages import Pages

CHECK = id_of("k", 0)
SCALE = k.InstrumentDefinition(
    items=(k.InstrumentItem(item_id="1", text="I lived it."), k.InstrumentItem(item_id="2", text="I went round it.")),
    low=0,
    high=6,
    sums=(k.InstrumentSum(name="Progress", item_ids=("1",)),),
)
BROUGHT = AddInstrument(instrument="my-scale", title="My scale", definition=SCALE, licence_note="I wrote it.")


def compass(*said: tuple[str, int | None]) -> CompleteCheckin:
    """Answer some items of the Compass check."""
    return CompleteCheckin(said=tuple(Said(item=item, number=number) for item, number in said))


@pytest.fixture(name="notebook")
def a_notebook() -> Notebook:
    """Someone with one Compass check and a scale of their own."""
    notebook = Notebook()
    notebook.wish(compass(("health.matter", 9), ("health.close", 4)), BROUGHT)
    return notebook


def only(pages: Pages) -> CheckinRow:
    """Return the one check-in there is."""
    (row,) = pages.all(CHECKINS)
    return row


REFUSED: list[tuple[Intention, type[JournalError], str]] = [
    (CompleteCheckin(said=()), BadInput, "Nothing was answered"),
    (compass(("health.matter", None)), BadInput, "Nothing was answered"),
    (compass(("health.matter", 11)), BadInput, "0 to 10"),
    (compass(("health.matter", -1)), BadInput, "0 to 10"),
    (compass(("health", 3)), BadInput, "part of life"),
    (compass(("health.mood", 3)), BadInput, "part of life"),
    (compass(("moon.matter", 3)), NotFound, "No domain"),
    (compass(("health.closer", 3)), BadInput, "in words"),
    (CompleteCheckin(said=(Said(item="health.matter", words="much"),)), BadInput, "a number"),
    (CompleteCheckin(said=(Said(item="1", number=3),), instrument="other"), BadInput, "not one of yours"),
    (CompleteCheckin(said=(Said(item="3", number=3),), instrument="my-scale"), BadInput, "not in this scale"),
    (CompleteCheckin(said=(Said(item="1", number=7),), instrument="my-scale"), BadInput, "0 to 6"),
    (
        CompleteCheckin(said=(Said(item="1", number=3),), instrument="my-scale", version=2),
        BadInput,
        "not one of yours",
    ),
    (
        CompleteCheckin(said=(Said(item="health.matter", number=3),), period_from=TODAY, period_to=date(2026, 3, 1)),
        BadInput,
        "end before they begin",
    ),
    (CorrectCheckin(checkin="ffff", said=(Said(item="health.matter", number=3),)), NotFound, "No check-in"),
    (TakeCheckinBack(checkin="ffff"), NotFound, "No check-in"),
    (MarkTarget(marks=()), BadInput, "No mark"),
    (MarkTarget(marks=(Marked(on="health", ring=8),)), BadInput, "ring from 1 to 7"),
    (MarkTarget(marks=(Marked(on="health", ring=1, radius=0.2),)), BadInput, "ring from 1 to 7"),
    (MarkTarget(marks=(Marked(on="health", radius=1.5),)), BadInput, "ring from 1 to 7"),
    (MarkTarget(marks=(Marked(on="health", ring=7, angle=361.0),)), BadInput, "360"),
    (MarkTarget(marks=(Marked(on="moon", ring=7),)), NotFound, "No value"),
    (NoteMood(words=("calm",)), Refused, "Moods are off"),
    (AddInstrument(instrument="compass", title="x", definition=SCALE, licence_note="x"), BadInput, "key of its own"),
    (AddInstrument(instrument="A B", title="x", definition=SCALE, licence_note="x"), BadInput, "key of its own"),
    (AddInstrument(instrument="x", title="x", definition=SCALE, licence_note=" "), BadInput, "is empty"),
    (BROUGHT, Refused, "is here already"),
    (
        AddInstrument(
            instrument="x", title="x", definition=k.InstrumentDefinition(items=(), low=0, high=6), licence_note="x"
        ),
        BadInput,
        "at least one item",
    ),
    (
        AddInstrument(
            instrument="x",
            title="x",
            definition=k.InstrumentDefinition(items=SCALE.items, low=6, high=0),
            licence_note="x",
        ),
        BadInput,
        "lower number",
    ),
    (
        AddInstrument(
            instrument="x",
            title="x",
            definition=k.InstrumentDefinition(items=(SCALE.items[0],) * 2, low=0, high=6),
            licence_note="x",
        ),
        BadInput,
        "one id",
    ),
]


@pytest.mark.parametrize(("wish", "error", "says"), REFUSED, ids=lambda one: type(one).__name__)
def test_a_refused_wish_records_nothing_and_says_what_next(
    notebook: Notebook, wish: Intention, error: type[JournalError], says: str
) -> None:
    before = notebook.pages.state_hash()
    with pytest.raises(error) as refusal:
        notebook.wish(wish)

    assert type(refusal.value) is error
    assert says in refusal.value.text
    assert refusal.value.hint.endswith((".", "?"))
    assert notebook.pages.state_hash() == before


def test_a_compass_check_is_about_the_last_two_weeks(notebook: Notebook) -> None:
    row = only(notebook.pages)

    assert (row.period_from, row.period_to) == (date(2026, 2, 19), TODAY)
    assert row.numbers == {"health.matter": 9, "health.close": 4}


def test_an_item_may_be_passed_on_purpose_and_another_left_out() -> None:
    notebook = Notebook()
    notebook.wish(compass(("health.matter", 9), ("Career.matter", None)))

    assert only(notebook.pages).numbers == {"health.matter": 9, "career.matter": None}


def test_words_are_kept_beside_the_numbers_and_emptied_by_none() -> None:
    notebook = Notebook()
    notebook.wish(CompleteCheckin(said=(Said(item="health.closer", words="A walk."),)))
    assert only(notebook.pages).words == {"health.closer": "A walk."}

    (row,) = notebook.pages.all(CHECKINS)
    notebook.wish(CorrectCheckin(checkin=row.checkin_id.hex(), said=(Said(item="health.closer", words=""),)))
    assert only(notebook.pages).words == {}


def test_a_correction_changes_what_it_names_and_nothing_else(notebook: Notebook) -> None:
    row = only(notebook.pages)
    notebook.wish(CorrectCheckin(checkin=row.checkin_id.hex()[:8], said=(Said(item="health.close", number=5),)))

    assert only(notebook.pages).numbers == {"health.matter": 9, "health.close": 5}


def test_a_check_in_that_was_taken_back_is_gone_and_an_undo_brings_it_back(notebook: Notebook) -> None:
    before = only(notebook.pages)
    notebook.wish(TakeCheckinBack(checkin=before.checkin_id.hex()))
    assert notebook.pages.all(CHECKINS) == []

    notebook.wish(Undo())
    assert only(notebook.pages) == before
    notebook.wish(Redo())
    assert notebook.pages.all(CHECKINS) == []


def test_marks_stand_on_one_target_and_the_last_for_a_thing_counts(notebook: Notebook) -> None:
    notebook.wish(MarkTarget(marks=(Marked(on="health", ring=7), Marked(on="domain:career", radius=1, angle=90))))
    target = next(row for row in notebook.pages.all(CHECKINS) if row.instrument_id is None)
    notebook.wish(MarkTarget(marks=(Marked(on="health", ring=3),), checkin=target.checkin_id.hex()))

    (row,) = [row for row in notebook.pages.all(CHECKINS) if row.instrument_id is None]
    assert [(mark.on, round(mark.radius, 2), mark.angle) for mark in row.marks] == [
        ("domain:health", 0.64, None),
        ("domain:career", 1.0, 90.0),
    ]
    with pytest.raises(Refused):
        notebook.wish(CorrectCheckin(checkin=target.checkin_id.hex(), said=(Said(item="health.close", number=1),)))


def test_moods_are_noted_once_they_are_turned_on() -> None:
    notebook = Notebook()
    notebook.wish(SetPreference(key="moods", value=True), NoteMood(words=("calm", "calm"), valence=1))
    with pytest.raises(BadInput, match="-2 to 2"):
        notebook.wish(NoteMood(energy=3))
    with pytest.raises(BadInput, match="Nothing was noted"):
        notebook.wish(NoteMood())

    (mood,) = notebook.pages.all(MOODS)
    assert (mood.words, mood.valence, mood.energy) == (("calm",), 1, None)
    notebook.wish(SetPreference(key="moods", value=False))
    with pytest.raises(Refused):
        notebook.wish(NoteMood(words=("calm",)))


def test_a_scale_of_ones_own_is_answered_by_its_items(notebook: Notebook) -> None:
    notebook.wish(CompleteCheckin(said=(Said(item="1", number=6), Said(item="2")), instrument="my-scale"))

    (row,) = [row for row in notebook.pages.all(CHECKINS) if row.instrument_id == "my-scale"]
    assert (row.numbers, row.period_from) == ({"1": 6, "2": None}, None)
    assert notebook.pages.all(INSTRUMENTS)[0].licence_note == "I wrote it."


# --- What two devices that did not meet come to ---


def folded(*events: Recorded) -> Pages:
    """Fold events in every order of arrival, and see that all come to the same."""
    hashes: set[bytes] = set()
    pages = Pages()
    for arrival in itertools.permutations(events):
        pages = Pages()
        for one in arrival:
            pages.merge([one])
        hashes.add(pages.state_hash())
    assert len(hashes) == 1
    return pages


def completed(**numbers: int | None) -> k.CheckinCompleted:
    """Return a check-in about health."""
    return k.CheckinCompleted(
        checkin_id=CHECK, instrument_id="compass", instrument_version=1, lang="en", responses=responses(**numbers)
    )


def responses(**numbers: int | None) -> tuple[k.Response, ...]:
    """Return responses about health."""
    return tuple(k.Response(item_id=f"health.{part}", number=number) for part, number in numbers.items())


def corrected(**numbers: int | None) -> Body:
    """Return a correction."""
    return k.CheckinCorrected(checkin_id=CHECK, responses=responses(**numbers))


def test_the_last_word_on_each_item_wins_item_by_item() -> None:
    pages = folded(
        recorded(completed(matter=9, close=4), 1, device=LAPTOP),
        recorded(corrected(close=6), 2, device=LAPTOP),
        recorded(corrected(matter=8, close=None), 3, device=PHONE),
        recorded(corrected(matter=7), 4, device=LAPTOP, number=9),
    )

    assert only(pages).numbers == {"health.matter": 7, "health.close": None}


@pytest.mark.parametrize("place", [2, 9])
def test_what_was_taken_back_stays_away_whatever_another_device_said_meanwhile(place: int) -> None:
    """Before it in the order of clocks, or after it."""
    pages = folded(
        recorded(completed(matter=9), 1),
        recorded(corrected(matter=3), 5, device=PHONE),
        recorded(k.TargetMarked(checkin_id=CHECK, on="domain:health", radius=0.5), 6, device=PHONE),
        recorded(k.CheckinTakenBack(checkin_id=CHECK), place, number=20),
    )

    assert pages.all(CHECKINS) == []


def test_two_devices_that_both_took_back_need_both_to_say_otherwise() -> None:
    pages = folded(
        recorded(completed(matter=9), 1),
        recorded(k.CheckinTakenBack(checkin_id=CHECK), 2, device=LAPTOP),
        recorded(k.CheckinTakenBack(checkin_id=CHECK), 3, device=PHONE),
        recorded(EventRetracted(target_event_id=id_of("e", 2), why="undo"), 4),
    )

    assert pages.all(CHECKINS) == []


def test_the_last_mark_for_a_thing_wins() -> None:
    pages = folded(
        recorded(k.TargetMarked(checkin_id=CHECK, on="domain:health", radius=0.1), 1),
        recorded(k.TargetMarked(checkin_id=CHECK, on="domain:health", radius=0.9), 3, device=PHONE),
        recorded(k.TargetMarked(checkin_id=CHECK, on="domain:health", radius=0.5), 2),
        recorded(k.TargetMarked(checkin_id=CHECK, on="domain:career", radius=0.2), 4),
    )

    assert [(mark.on, mark.radius) for mark in only(pages).marks] == [("domain:health", 0.9), ("domain:career", 0.2)]


def test_a_word_of_correction_alone_is_no_check_in() -> None:
    assert folded(recorded(corrected(matter=3), 1)).all(CHECKINS) == []
