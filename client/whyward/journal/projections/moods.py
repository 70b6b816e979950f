"""Moods, for whoever turned them on: what was noted, day by day. Nothing is averaged, and no day is expected.

Moods that were noted stay when they are turned off; they are out of sight until they are turned on.
"""

from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.folding.nouns_noticing import MOODS
from whyward.journal.pages import Pages

_ON = b"moods"


class Mood(msgspec.Struct, frozen=True, kw_only=True):
    """A mood: pleasant or not and energy from -2 to 2, words, a note."""

    id: bytes
    on: date
    valence: int | None
    energy: int | None
    words: tuple[str, ...]
    note: str | None


def moods_are_on(pages: Pages) -> bool:
    """Whether the person wants to note moods."""
    preference = pages.one(PREFERENCES, _ON)
    return preference is not None and preference.value is True


def moods(pages: Pages) -> list[Mood]:
    """Return moods, the latest first."""
    ends_at = pages.day_ends_at
    rows = sorted(pages.all(MOODS), key=lambda row: (row.at + row.tz * 60_000, row.stamp), reverse=True)
    return [
        Mood(
            id=row.mood_id,
            on=life_day(row.at, row.tz, ends_at),
            valence=row.valence,
            energy=row.energy,
            words=row.words,
            note=row.note,
        )
        for row in rows
    ]
