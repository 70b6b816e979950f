"""Helplines by region, as shipped: each with where its row comes from, and when somebody last checked it.

No region is guessed from where a person is: they choose one, or see them all.
"""

from datetime import date, timedelta
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from whyward.content.pack import pack

FRESH_DAYS: Final = 180
"""A number that was checked longer ago than this is not released."""

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

Line = Annotated[str, Meta(min_length=1, max_length=120)]


class Region(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the world, with what to call when a life is in danger."""

    code: Annotated[str, Meta(pattern=r"^[a-z]{2}\Z")]
    name: Line
    emergency: Annotated[tuple[Line, ...], Meta(min_length=1)]
    verified_on: date | None
    verified_by: Line


class Helpline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A helpline. `verified_on` is None as long as nobody has called; `text` says what to send, and where."""

    id: Line
    region: Annotated[str, Meta(pattern=r"^[a-z]{2}\Z")]
    name: Line
    phone: Line | None = None
    text: Line | None = None
    chat: Line | None = None
    hours: Line | None = None
    languages: tuple[str, ...] = ()
    audience: Line | None = None
    source: Line
    verified_on: date | None
    verified_by: Line


class Helplines(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole list."""

    version: int
    elsewhere: str
    regions: tuple[Region, ...]
    helplines: tuple[Helpline, ...]


def helplines() -> Helplines:
    """Return the list."""
    return pack("helplines", Helplines)


def region_of(code: str | None) -> Region | None:
    """Return a region by its short name, or None for one that is not on the list."""
    return next((region for region in helplines().regions if region.code == code), None)


def lines_in(code: str | None) -> tuple[Helpline, ...]:
    """Return the helplines of a region; of every region where none is chosen or none of them has that name."""
    every = helplines().helplines
    return tuple(line for line in every if line.region == code) or every


def checked_words(row: Region | Helpline) -> str:
    """Return how sure a number is, in plain words."""
    if row.verified_on is None:
        return "Not yet checked by a call of ours. Numbers can change."
    return f"Checked in {_MONTHS[row.verified_on.month - 1]} {row.verified_on.year}. Numbers can change."


def stale_rows(today: date) -> tuple[str, ...]:
    """Return the rows that keep a release back: never checked, checked too long ago, or in a time to come."""
    every: tuple[tuple[str, date | None], ...] = (
        *((f"emergency numbers of {region.name}", region.verified_on) for region in helplines().regions),
        *((line.id, line.verified_on) for line in helplines().helplines),
    )
    oldest = today - timedelta(days=FRESH_DAYS)
    return tuple(name for name, on in every if on is None or not oldest <= on <= today)
