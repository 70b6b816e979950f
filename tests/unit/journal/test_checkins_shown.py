"""What check-ins, targets and moods look like when they are read."""

from datetime import date

import pytest

from tests.support.notebook import TODAY, Notebook
from whyward.journal.events import checkins as k
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
from whyward.journal.intentions.domains import HideDomain, RenameDomain
from whyward.journal.intentions.entries import BinEntry, WriteEntry
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.intentions.values import AddValue
from whyward.journal.projections.checkins import checkin_shown, checkins, closeness_lines, instruments
from whyward.journal.projections.entries import entries
from whyward.journal.projections.moods import moods, moods_are_on
from whyward.journal.projections.on_this_day import on_this_day
from whyward.journal.projections.targets import targets


def compass(**numbers: int | None) -> CompleteCheckin:
    """Answer some items: `health_matter=9`."""
    said = (Said(item=item.replace("_", "."), number=number) for item, number in numbers.items())
    return CompleteCheckin(said=tuple(said))


def test_the_example_of_the_compass_check_in_words_and_in_numbers() -> None:
    notebook = Notebook()
    notebook.wish(
        RenameDomain(domain="health", name="My body"),
        compass(career_matter=5, career_close=5, health_matter=9, health_close=4),
    )
    (found,) = checkins(notebook.pages)

    assert [(one.domain, one.room, one.word) for one in found.domains] == [
        ("Career", 0, "partly_lived"),
        ("My body", 5, "room_to_grow"),
    ]
    assert found.closeness == pytest.approx(61 / 140)
    assert (found.word, found.title, found.on) == ("room_to_grow", "Compass check", TODAY)
    assert checkin_shown(notebook.pages, found.id) == found


def test_what_was_left_out_or_passed_is_no_zero() -> None:
    notebook = Notebook()
    notebook.wish(compass(health_matter=9, health_close=None, career_close=10, community_matter=0, community_close=3))
    (found,) = checkins(notebook.pages)

    assert [(one.domain_id, one.passed, one.word) for one in found.domains] == [
        ("career", (), None),
        ("health", ("close",), None),
        ("community", (), None),
    ]
    assert found.closeness is None
    assert found.word is None


def test_a_part_of_life_that_is_left_out_later_stays_in_what_was_said() -> None:
    notebook = Notebook()
    notebook.wish(compass(health_matter=9, health_close=9), HideDomain(domain="health"))

    assert [one.domain_id for one in checkins(notebook.pages)[0].domains] == ["health"]


def test_a_series_is_of_one_instrument_the_latest_first() -> None:
    notebook = Notebook()
    notebook.wish(compass(health_matter=9, health_close=2), compass(career_matter=1, career_close=1))
    notebook.later(20)
    notebook.wish(compass(health_matter=9, health_close=6))
    found = checkins(notebook.pages, "compass", 1)

    assert [one.on for one in found] == [date(2026, 3, 24), TODAY, TODAY]
    assert checkins(notebook.pages, "compass", 2) == []
    (health, _) = sorted(closeness_lines(found), key=lambda line: -len(line.points))
    assert health.points == ((TODAY, 2), (date(2026, 3, 24), 6))


def test_a_correction_and_a_taking_back_show_at_once() -> None:
    notebook = Notebook()
    notebook.wish(compass(health_matter=9, health_close=2))
    (found,) = checkins(notebook.pages)
    notebook.wish(CorrectCheckin(checkin=found.id.hex(), said=(Said(item="health.close", number=9),)))
    assert checkins(notebook.pages)[0].word == "mostly_lived"

    notebook.wish(TakeCheckinBack(checkin=found.id.hex()))
    assert checkins(notebook.pages) == []
    assert checkin_shown(notebook.pages, found.id) is None


def test_a_scale_of_ones_own_is_added_up_as_it_says() -> None:
    notebook = Notebook()
    items = tuple(k.InstrumentItem(item_id=str(n), text=f"Item {n}") for n in range(1, 4))
    scale = k.InstrumentDefinition(
        items=items,
        low=0,
        high=6,
        sums=(k.InstrumentSum(name="Progress", item_ids=("1", "3")), k.InstrumentSum(name="Rest", item_ids=("2",))),
    )
    notebook.wish(
        AddInstrument(instrument="own", title="Own scale", definition=scale, licence_note="I wrote it."),
        CompleteCheckin(instrument="own", said=(Said(item="1", number=4), Said(item="3", number=5), Said(item="2"))),
    )
    (found,) = checkins(notebook.pages)

    assert [(one.name, one.total, one.most) for one in found.sums] == [("Progress", 9, 12), ("Rest", None, 6)]
    assert (found.title, [one.title for one in instruments(notebook.pages)]) == ("Own scale", ["Own scale"])
    assert found.closeness is None


def test_marks_on_a_target_have_names_and_rings() -> None:
    notebook = Notebook()
    notebook.wish(AddValue(name="Calm"), MarkTarget(marks=(Marked(on="calm", ring=6), Marked(on="health", radius=0.0))))
    (target,) = targets(notebook.pages)

    assert [(mark.name, mark.ring) for mark in target.marks] == [("Calm", 6), ("Health", 7)]
    assert checkins(notebook.pages) == []


def test_moods_stay_when_they_are_turned_off() -> None:
    notebook = Notebook()
    notebook.wish(SetPreference(key="moods", value=True), NoteMood(words=("calm",), energy=-1))
    notebook.later(1)
    notebook.wish(NoteMood(note="Tired."), SetPreference(key="moods", value=False))

    assert [(mood.note, mood.words) for mood in moods(notebook.pages)] == [("Tired.", ()), (None, ("calm",))]
    assert not moods_are_on(notebook.pages)


def test_on_this_day_shows_earlier_years_to_whoever_asked_for_it() -> None:
    notebook = Notebook()
    notebook.wish(
        WriteEntry(body="A year ago.", on=date(2025, 3, 4)),
        WriteEntry(body="Another day.", on=date(2025, 3, 5)),
        WriteEntry(body="Long ago.", on=date(2020, 3, 4)),
        WriteEntry(body="Today."),
    )
    assert on_this_day(notebook.pages, TODAY) == []

    notebook.wish(SetPreference(key="on-this-day", value=True))
    assert [entry.body for entry in on_this_day(notebook.pages, TODAY)] == ["A year ago.", "Long ago."]
    assert on_this_day(notebook.pages, date(2028, 2, 29)) == []
    long_ago = next(entry for entry in entries(notebook.pages) if entry.body == "Long ago.")
    notebook.wish(BinEntry(entry=long_ago.id.hex()))
    assert [entry.body for entry in on_this_day(notebook.pages, TODAY)] == ["A year ago."]
