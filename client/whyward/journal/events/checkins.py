"""What a person says of how things are: check-ins, marks on a target, moods; and scales they bring along.

It holds fields only. What follows from the numbers is worked out when it is read, and is never stored.
"""

from datetime import date
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from whyward.journal.events.fields import Body, Ref, Text
from whyward.protocol.ids import U64, Bytes16

COMPASS: Final = "compass"
"""Whyward's own instrument. Its items are a part of life, a dot and one of the three below."""

MATTER: Final = "matter"
CLOSE: Final = "close"
CLOSER: Final = "closer"

ItemId = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"^[a-z0-9._-]+\Z")]
"""An item of an instrument: `health.matter`, or the number that it has on paper."""

InstrumentId = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[a-z0-9-]+\Z")]
Version = Annotated[int, Meta(ge=1, le=9999)]
ItemNumber = Annotated[int, Meta(ge=-1000, le=1000)]
Radius = Annotated[float, Meta(ge=0, le=1)]
Angle = Annotated[float, Meta(ge=0, le=360)]
MinusTwoToTwo = Annotated[int, Meta(ge=-2, le=2)]


class Response(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer. None says that the person passed this one on purpose."""

    item_id: ItemId
    number: ItemNumber | None


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer in words; an empty one takes the words away."""

    item_id: ItemId
    text: Text


class CheckinCompleted(Body, frozen=True, kw_only=True):
    """Somebody answered what they wanted of an instrument, about a stretch of time."""

    checkin_id: Bytes16
    instrument_id: InstrumentId
    instrument_version: Version
    lang: str
    period_from: date | None = None
    period_to: date | None = None
    responses: tuple[Response, ...] = ()
    words: tuple[Words, ...] = ()
    note: Text | None = None


class CheckinCorrected(Body, frozen=True, kw_only=True):
    """Some answers were put right; those that are not named stay."""

    checkin_id: Bytes16
    responses: tuple[Response, ...] = ()
    words: tuple[Words, ...] = ()


class CheckinTakenBack(Body, frozen=True, kw_only=True):
    """A check-in is not to be used, whatever another device says of it."""

    checkin_id: Bytes16


class TargetMarked(Body, frozen=True, kw_only=True):
    """A mark on a target: how far from its middle (0 to 1), for a part of life or a value."""

    checkin_id: Bytes16
    on: Ref
    radius: Radius
    angle: Angle | None = None


class InstrumentItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question of a scale that a person brought."""

    item_id: ItemId
    text: Text


class InstrumentSum(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Items that a scale adds up, under a name."""

    name: str
    item_ids: tuple[ItemId, ...]


class InstrumentDefinition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scale: its questions, the numbers to choose from and what their ends mean, what is added up."""

    items: tuple[InstrumentItem, ...]
    low: ItemNumber
    high: ItemNumber
    low_label: str = ""
    high_label: str = ""
    intro: Text = ""
    sums: tuple[InstrumentSum, ...] = ()


class InstrumentAdded(Body, frozen=True, kw_only=True):
    """A scale was brought along by somebody who may use it; `licence_note` says by what right."""

    adding_id: Bytes16
    instrument_id: InstrumentId
    version: Version
    title: str
    definition: InstrumentDefinition
    licence_note: Text


class MoodNoted(Body, frozen=True, kw_only=True):
    """How somebody felt: pleasant or not, energy, words, or a note; any of them."""

    mood_id: Bytes16
    occurred_at: U64
    valence: MinusTwoToTwo | None = None
    energy: MinusTwoToTwo | None = None
    words: tuple[str, ...] = ()
    note: Text | None = None
