"""Wishes about how things are: a check-in, a mark on a target, a mood, a scale of one's own.

None asks for more than one answer.
"""

from datetime import date
from typing import TypeAlias

import msgspec

from whyward.journal.events.checkins import COMPASS, InstrumentDefinition
from whyward.journal.intentions.wish import Called, Wish


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One answer, in a number or in words; with neither, the item was passed on purpose. Empty words empty it."""

    item: str
    number: int | None = None
    words: str | None = None


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A mark for a part of life or a value: in a ring (7 is the middle, 1 the edge), or at a distance from 0 to 1."""

    on: Called
    ring: int | None = None
    radius: float | None = None
    angle: float | None = None


class CompleteCheckin(Wish, frozen=True, kw_only=True):
    """Answer an instrument. Items of Compass: `health.matter`, `health.close` (0 to 10), `health.closer` (words)."""

    said: tuple[Said, ...]
    instrument: str = COMPASS
    version: int = 1
    lang: str = "en"
    period_from: date | None = None
    period_to: date | None = None
    note: str | None = None
    on: date | None = None


class CorrectCheckin(Wish, frozen=True, kw_only=True):
    """Put some answers of a check-in right."""

    checkin: Called
    said: tuple[Said, ...]


class TakeCheckinBack(Wish, frozen=True, kw_only=True):
    """Take a check-in back, whatever another device may say of it."""

    checkin: Called


class MarkTarget(Wish, frozen=True, kw_only=True):
    """Put marks on a target: a new one, or that of a check-in."""

    marks: tuple[Marked, ...]
    checkin: Called | None = None


class AddInstrument(Wish, frozen=True, kw_only=True):
    """Bring a scale along that one may use; `licence_note` says by what right."""

    instrument: str
    title: str
    definition: InstrumentDefinition
    licence_note: str
    version: int = 1


class NoteMood(Wish, frozen=True, kw_only=True):
    """Note how one feels: pleasant or not and energy from -2 to 2, words, a note; any of them."""

    valence: int | None = None
    energy: int | None = None
    words: tuple[str, ...] = ()
    note: str | None = None
    on: date | None = None


CheckinIntention: TypeAlias = CompleteCheckin | CorrectCheckin | TakeCheckinBack | MarkTarget | AddInstrument | NoteMood
