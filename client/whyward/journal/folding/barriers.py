"""What a barrier has come to, and a win as it was noticed.

No answer to a barrier is better than another, and none is asked for.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from whyward.journal.events.barriers import BarrierAnswered, BarrierChanges, BarrierDescribed, BarrierMet
from whyward.journal.events.steps import WinNoticed
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.tools import Try, tries_of


class BarrierRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something that stood in the way, what was tried, and the last answer to it."""

    barrier_id: bytes
    kind: str
    custom: str | None
    goal_id: bytes | None
    step_id: bytes | None
    value_ids: tuple[bytes, ...]
    situation: str | None
    thoughts: tuple[str, ...]
    feelings: tuple[str, ...]
    body: tuple[str, ...]
    urges: tuple[str, ...]
    strength: int | None
    letters: tuple[str, ...]
    external: bool | None
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]
    tries: tuple[Try, ...] = ()
    response: str | None = None
    learned: str | None = None


class WinRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something that went well."""

    win_id: bytes
    text: str
    about: str | None
    occurred_on: date
    value_ids: tuple[bytes, ...]
    at: int
    tz: int


def fold_barrier(happened: Sequence[Happened]) -> BarrierRow | None:
    """Return the barrier that its events come to, or None before it is met."""
    standing = [one for one in happened if one.stands]
    first = next((one for one in standing if isinstance(one.body, BarrierMet)), None)
    if first is None or not isinstance(first.body, BarrierMet):
        return None
    row = msgspec.structs.replace(_met(first, first.body), tries=tries_of(standing))
    for one in standing:
        match one.body:
            case BarrierDescribed(changes=changes):
                row = msgspec.structs.replace(row, **_changed(changes))
            case BarrierAnswered(response=response, learned=learned):
                row = msgspec.structs.replace(row, response=response, learned=learned)
            case _:
                pass
    return row


def _changed(changes: BarrierChanges) -> dict[str, object]:
    every = ((name, getattr(changes, name)) for name in changes.__struct_fields__)
    return {name: value for name, value in every if value is not msgspec.UNSET}


def _met(one: Happened, met: BarrierMet) -> BarrierRow:
    return BarrierRow(
        barrier_id=met.barrier_id,
        kind=met.kind,
        custom=met.custom,
        goal_id=met.goal_id,
        step_id=met.step_id,
        value_ids=met.value_ids,
        situation=met.situation,
        thoughts=met.thoughts,
        feelings=met.feelings,
        body=met.body,
        urges=met.urges,
        strength=met.strength,
        letters=met.letters,
        external=met.external,
        at=one.event.at,
        tz=one.event.tz,
        stamp=(one.event.hlc, one.device, one.event.id),
    )


def fold_win(happened: Sequence[Happened]) -> WinRow | None:
    """Return the win as noticed."""
    for one in happened:
        if one.stands and isinstance(one.body, WinNoticed):
            noticed = one.body
            return WinRow(
                win_id=noticed.win_id,
                text=noticed.text,
                about=noticed.about,
                occurred_on=noticed.occurred_on,
                value_ids=noticed.value_ids,
                at=one.event.at,
                tz=one.event.tz,
            )
    return None
