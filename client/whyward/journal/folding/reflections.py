"""What a reflection has come to: the question as it was asked, the texts, and whether it is set aside.

Text is never lost to a merge: what two devices wrote apart stays side by side until the person settles it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from whyward.journal.events.fields import Body
from whyward.journal.events.reflections import (
    AsideBecause,
    ReflectionRevised,
    ReflectionSetAside,
    ReflectionStarted,
    ReflectionWritten,
)
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.versions import Version, Wrote, versions

TEXT: Final = "text"
"""What a settlement calls the text of a reflection."""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """When something was done in life: ms since 1970, and local time minus UTC in minutes."""

    at: int
    tz: int


class ReflectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A reflection as it is now. `versions` is empty before anything is written, and several if texts did not meet.

    `too_much_at` is when its question was last too much, whatever came after.
    """

    reflection_id: bytes
    prompt_id: str
    prompt_version: int
    prompt_shown: str
    lang: str
    with_therapist: bool | None
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]
    versions: tuple[Version, ...] = ()
    feelings: tuple[str, ...] = ()
    occurred_on: date | None = None
    is_aside: bool = False
    aside_because: str | None = None
    too_much_at: Moment | None = None


def fold_reflection(happened: Sequence[Happened]) -> ReflectionRow | None:
    """Return the reflection that its events come to.

    None before it is started, and if its start was taken back, unless a text stands: words stay in sight.
    """
    texts = versions(happened, _wrote, TEXT)
    starts = [one for one in happened if isinstance(one.body, ReflectionStarted) and (one.stands or texts)]
    first = next((one for one in starts if one.stands), starts[0] if starts else None)
    if first is None or not isinstance(first.body, ReflectionStarted):
        return None
    row = _started(first, first.body)
    for one in happened:
        if one.stands:
            row = _after(row, one)
    return msgspec.structs.replace(row, versions=texts)


def _started(one: Happened, started: ReflectionStarted) -> ReflectionRow:
    return ReflectionRow(
        reflection_id=started.reflection_id,
        prompt_id=started.prompt_id,
        prompt_version=started.prompt_version,
        prompt_shown=started.prompt_shown,
        lang=started.lang,
        with_therapist=started.with_therapist,
        at=one.event.at,
        tz=one.event.tz,
        stamp=(one.event.hlc, one.device, one.event.id),
    )


def _after(row: ReflectionRow, one: Happened) -> ReflectionRow:
    replace = msgspec.structs.replace
    match one.body:
        case ReflectionWritten(feelings=feelings, occurred_on=occurred_on):
            every = tuple(dict.fromkeys((*row.feelings, *feelings)))
            return replace(row, feelings=every, occurred_on=occurred_on, is_aside=False, aside_because=None)
        case ReflectionRevised():
            return replace(row, is_aside=False, aside_because=None)
        case ReflectionSetAside(why=why):
            moment = Moment(at=one.event.at, tz=one.event.tz)
            too_much = moment if why == AsideBecause.TOO_MUCH else row.too_much_at
            return replace(row, is_aside=True, aside_because=why, too_much_at=too_much)
        case _:
            return row


def _wrote(body: Body) -> Wrote | None:
    match body:
        case ReflectionWritten(text=text):
            return Wrote(text)
        case ReflectionRevised(text=text, base_event_id=base):
            return Wrote(text, (base,))
        case _:
            return None
