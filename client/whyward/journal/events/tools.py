"""A tool that was tried when something was in the way, and what it did.

It holds fields only. The tools themselves are content: an event names one by its id and version.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from whyward.journal.events.fields import Body, Choice, Text, ZeroToTen
from whyward.protocol.ids import Bytes16

ToolId = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[a-z0-9._-]+\Z")]
ToolVersion = Annotated[int, Meta(ge=1, le=9999)]
Minutes = Annotated[int, Meta(ge=0, le=1440)]


class Helped(StrEnum):
    """What a tool did for the person this time; each answer is worth knowing."""

    A_LOT = "a_lot"
    A_BIT = "a_bit"
    NOT_REALLY = "not_really"
    MADE_IT_HARDER = "made_it_harder"


class ToolAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the person wrote at one question of a tool."""

    question_id: ToolId
    text: Text


class ToolTried(Body, frozen=True, kw_only=True):
    """A tool was tried; writing anything down is no part of that."""

    barrier_id: Bytes16
    try_id: Bytes16
    tool_id: ToolId
    tool_version: ToolVersion
    answers: tuple[ToolAnswer, ...] = ()
    minutes: Minutes | None = None


class ToolRated(Body, frozen=True, kw_only=True):
    """The person said how strong it is now, or what the tool did, or both; the last word counts."""

    barrier_id: Bytes16
    try_id: Bytes16
    after_strength: ZeroToTen | None = None
    helped: Choice | None = None
    note: Text | None = None
