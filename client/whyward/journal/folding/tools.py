"""What was tried against a barrier, each try with the last word about it.

A word about a try that nobody made, or that was taken back, changes nothing.
"""

from collections.abc import Sequence

import msgspec

from whyward.journal.events.tools import ToolAnswer, ToolRated, ToolTried
from whyward.journal.folding.happened import Happened


class Try(msgspec.Struct, frozen=True, kw_only=True):
    """A tool that was tried. `is_rated` says whether the person said anything about it afterwards."""

    try_id: bytes
    tool_id: str
    tool_version: int
    answers: tuple[ToolAnswer, ...]
    minutes: int | None
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]
    is_rated: bool = False
    after_strength: int | None = None
    helped: str | None = None
    note: str | None = None


def tries_of(standing: Sequence[Happened]) -> tuple[Try, ...]:
    """Return the tries among a barrier's standing events, in total order."""
    by_id: dict[bytes, Try] = {}
    for one in standing:
        if isinstance(one.body, ToolTried):
            by_id.setdefault(one.body.try_id, _tried(one, one.body))
    for one in standing:
        if isinstance(one.body, ToolRated) and one.body.try_id in by_id:
            rated = one.body
            by_id[rated.try_id] = msgspec.structs.replace(
                by_id[rated.try_id],
                is_rated=True,
                after_strength=rated.after_strength,
                helped=rated.helped,
                note=rated.note,
            )
    return tuple(by_id.values())


def _tried(one: Happened, tried: ToolTried) -> Try:
    return Try(
        try_id=tried.try_id,
        tool_id=tried.tool_id,
        tool_version=tried.tool_version,
        answers=tried.answers,
        minutes=tried.minutes,
        at=one.event.at,
        tz=one.event.tz,
        stamp=(one.event.hlc, one.device, one.event.id),
    )
