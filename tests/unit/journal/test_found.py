"""Whatever the person wrote is found by a word of it, with what it is, its day, and the passage; nothing else is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.happenings import arrivals, histories, id_of, recorded
from whyward.journal.events.creative import CreativePieceMade
from whyward.journal.events.entries import EntryBinned, EntryWritten
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.events.reflections import ReflectionStarted, ReflectionWritten
from whyward.journal.events.reviews import ReviewWritten
from whyward.journal.events.steps import StepTaken, WinNoticed
from whyward.journal.events.worksheets import Answer, WorksheetFilled, WorksheetRevised
from whyward.journal.pages import Pages
from whyward.journal.pages_passages import passages
from whyward.journal.projections.found import found

DAY = date(2026, 3, 4)
ID = id_of("n", 1)
WRITTEN = {
    "entry": EntryWritten(entry_id=ID, occurred_at=1, body="The Café was calm."),
    "reflection": ReflectionWritten(reflection_id=ID, text="At the cafe, with Ada.", occurred_on=DAY),
    "worksheet": WorksheetFilled(
        worksheet_id=ID,
        template_id="w",
        template_version=1,
        lang="en",
        answers=(Answer(field_id="one", asked="What of the lake?", text="My café"), Answer(field_id="two")),
    ),
    "creative": CreativePieceMade(piece_id=ID, kind="poem", text="CAFÉ by night"),
    "review": ReviewWritten(review_id=ID, span="week", period_from=DAY, period_to=DAY, glad_about="The café again"),
    "win": WinNoticed(win_id=ID, text="Alone to the café", occurred_on=DAY),
    "step": StepTaken(taken_id=ID, occurred_on=DAY, how_much="tiny", note="Walked to the café"),
}
STARTED = ReflectionStarted(
    reflection_id=ID, prompt_id="p", prompt_version=1, prompt_shown="Which lake?", lang="en", with_therapist=None
)


def pages_of(*events: Recorded) -> Pages:
    """Fold some events."""
    pages = Pages()
    pages.merge(events)
    return pages


def test_each_kind_is_found_past_case_and_accents_and_says_what_it_is() -> None:
    pages = pages_of(recorded(STARTED, 1), *(recorded(body, at) for at, body in enumerate(WRITTEN.values(), start=2)))

    hits = found(pages, "CAFE")

    assert [one.noun for one in hits] == list(WRITTEN)
    assert [part.text.casefold().replace("é", "e") for one in hits for part in one.passage if part.is_found] == (
        ["cafe"] * len(WRITTEN)
    )
    assert [one.ref for one in hits] == [f"{noun}:{ID.hex()}" for noun in WRITTEN]
    assert [one.noun for one in found(pages, "ada ca")] == ["reflection"]
    assert found(pages, "lake") == [], "what was asked is not what the person wrote"
    assert [found(pages, wanted) for wanted in ("", "***", '"', "afé")] == [[]] * 4


@pytest.mark.parametrize("noun", list(WRITTEN))
def test_what_was_taken_back_is_not_found(noun: str) -> None:
    wrote = recorded(WRITTEN[noun], 2)
    before = [recorded(STARTED, 1), wrote]
    assert len(found(pages_of(*before), "cafe")) == 1

    gone = EventRetracted(target_event_id=wrote.event.id, why="undo")

    assert found(pages_of(*before, recorded(gone, 3)), "cafe") == []


def test_what_is_in_the_bin_or_was_emptied_is_not_found() -> None:
    binned = recorded(EntryBinned(entry_id=ID, purge_on=DAY), 9)
    emptied = recorded(WorksheetRevised(worksheet_id=ID, answers=(Answer(field_id="one"),)), 9)

    assert found(pages_of(recorded(WRITTEN["entry"], 1), binned), "cafe") == []
    assert found(pages_of(recorded(WRITTEN["worksheet"], 1), emptied), "cafe") == []


def test_each_kind_has_its_own_limit_and_the_latest_comes_first() -> None:
    wins = [
        WinNoticed(win_id=id_of("n", day), text=f"calm {day}", occurred_on=date(2026, 3, day)) for day in range(1, 6)
    ]
    entries = [EntryWritten(entry_id=id_of("n", 20 + one), occurred_at=1, body="calm") for one in range(5)]
    pages = pages_of(*(recorded(body, at) for at, body in enumerate((*wins, *entries), start=1)))

    hits = found(pages, "calm", each=2)

    assert [one.noun for one in hits] == ["entry", "entry", "win", "win"]
    assert [one.on.day for one in hits[2:]] == [5, 4]


def test_a_passage_is_short_whatever_the_text_and_its_marks_are_its_own() -> None:
    line = "海" * 500 + " \x02calm\x03 " + "川" * 500

    (parts,) = passages([line], "calm").values()

    assert [part.text.strip() for part in parts if part.is_found] == ["calm"]
    assert sum(len(part.text) for part in parts) < 400


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.data())
def test_any_order_of_merging_finds_the_same(data: st.DataObject) -> None:
    """Every kind is drawn; searching in between changes nothing."""
    history = data.draw(histories())
    straight, other = pages_of(*history), Pages()
    for batch in data.draw(arrivals(history)):
        other.merge(batch)
        if data.draw(st.booleans()):
            found(other, "calm")

    for wanted in ("calm", "brave", "a", "the", "w"):
        one, two = found(straight, wanted), found(other, wanted)
        assert sorted(one, key=lambda hit: hit.ref) == sorted(two, key=lambda hit: hit.ref)
        assert [hit for hit in one if hit.noun != "entry"] == [hit for hit in two if hit.noun != "entry"]
