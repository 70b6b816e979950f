"""What a check-in has come to: the last word on each item, the last mark for each thing; moods; scales of one's own.

The quieter side wins: a check-in that was taken back is gone whatever another device said of it meanwhile. Taking that
back brings it back.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from whyward.journal.events.checkins import (
    CheckinCompleted,
    CheckinCorrected,
    CheckinTakenBack,
    InstrumentAdded,
    InstrumentDefinition,
    MoodNoted,
    TargetMarked,
)
from whyward.journal.folding.happened import Happened


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A mark on a target, as last put: how far from the middle, 0 to 1."""

    on: str
    radius: float
    angle: float | None


class CheckinRow(msgspec.Struct, frozen=True, kw_only=True):
    """A check-in as it is now. Without an instrument it is a target alone; a number of None was passed on purpose."""

    checkin_id: bytes
    instrument_id: str | None
    instrument_version: int
    lang: str
    period_from: date | None
    period_to: date | None
    numbers: dict[str, int | None]
    words: dict[str, str]
    note: str | None
    marks: tuple[Mark, ...]
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


class InstrumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A scale that a person brought along."""

    adding_id: bytes
    instrument_id: str
    version: int
    title: str
    definition: InstrumentDefinition
    licence_note: str
    stamp: tuple[int, bytes, bytes]


class MoodRow(msgspec.Struct, frozen=True, kw_only=True):
    """A mood as it was noted."""

    mood_id: bytes
    valence: int | None
    energy: int | None
    words: tuple[str, ...]
    note: str | None
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


def fold_checkin(happened: Sequence[Happened]) -> CheckinRow | None:
    """Return the check-in that its events come to; None before it is there, and while it is taken back."""
    standing = [one for one in happened if one.stands]
    if any(isinstance(one.body, CheckinTakenBack) for one in standing):
        return None
    completed = next((one for one in standing if isinstance(one.body, CheckinCompleted)), None)
    marks = {one.body.on: _mark(one.body) for one in standing if isinstance(one.body, TargetMarked)}
    first = completed or next((one for one in standing if isinstance(one.body, TargetMarked)), None)
    if first is None:
        return None
    return _row(first, tuple(marks.values()), standing)


def _mark(marked: TargetMarked) -> Mark:
    return Mark(on=marked.on, radius=marked.radius, angle=marked.angle)


def _row(first: Happened, marks: tuple[Mark, ...], standing: Sequence[Happened]) -> CheckinRow:
    said = first.body
    assert isinstance(said, CheckinCompleted | TargetMarked), "a check-in begins with one of these"
    completed = said if isinstance(said, CheckinCompleted) else None
    numbers: dict[str, int | None] = {}
    words: dict[str, str] = {}
    for body in (completed, *(one.body for one in standing if isinstance(one.body, CheckinCorrected))):
        if isinstance(body, CheckinCompleted | CheckinCorrected) and completed is not None:
            numbers |= {response.item_id: response.number for response in body.responses}
            words |= {one.item_id: one.text for one in body.words}
    return CheckinRow(
        checkin_id=said.checkin_id,
        instrument_id=None if completed is None else completed.instrument_id,
        instrument_version=0 if completed is None else completed.instrument_version,
        lang="" if completed is None else completed.lang,
        period_from=None if completed is None else completed.period_from,
        period_to=None if completed is None else completed.period_to,
        numbers=numbers,
        words={item_id: text for item_id, text in words.items() if text},
        note=None if completed is None else completed.note,
        marks=marks,
        at=first.event.at,
        tz=first.event.tz,
        stamp=(first.event.hlc, first.device, first.event.id),
    )


def fold_instrument(happened: Sequence[Happened]) -> InstrumentRow | None:
    """Return the scale as it was brought."""
    for one in happened:
        if one.stands and isinstance(one.body, InstrumentAdded):
            added = one.body
            return InstrumentRow(
                adding_id=added.adding_id,
                instrument_id=added.instrument_id,
                version=added.version,
                title=added.title,
                definition=added.definition,
                licence_note=added.licence_note,
                stamp=(one.event.hlc, one.device, one.event.id),
            )
    return None


def fold_mood(happened: Sequence[Happened]) -> MoodRow | None:
    """Return the mood as it was noted."""
    for one in happened:
        if one.stands and isinstance(one.body, MoodNoted):
            noted = one.body
            return MoodRow(
                mood_id=noted.mood_id,
                valence=noted.valence,
                energy=noted.energy,
                words=noted.words,
                note=noted.note,
                at=one.event.at,
                tz=one.event.tz,
                stamp=(one.event.hlc, one.device, one.event.id),
            )
    return None
