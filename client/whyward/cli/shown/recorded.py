"""What a recording command made: the ids, as JSON, and one calm line.

It praises nothing and counts nothing.
"""

import msgspec

from whyward.cli.shown.ids import short
from whyward.journal.events.catalogue import entity_of
from whyward.journal.events.envelope import Event
from whyward.journal.events.fields import Body
from whyward.journal.events.reading import body_of
from whyward.journal.recording import Done

_ID_BYTES = 16
_BY_SPACE = b"client"
"""Whoever shares something goes by the id of a space, which is longer."""


class EventShown(msgspec.Struct, frozen=True):
    """An event that was recorded, and the thing it is about, `noun:id`."""

    event_id: str
    kind: str
    about: str | None


class RecordedShown(msgspec.Struct, frozen=True):
    """What one command recorded; `id` is the thing's own, if the act is about one."""

    id: str | None
    act: str | None
    events: list[EventShown]


def bodies(done: Done) -> list[Body]:
    """Return what was recorded, typed."""
    found = (body_of(event.kind, event.body) for event in done.events)
    return [body for body in found if body is not None]


def thing_id(done: Done) -> bytes | None:
    """Return the id of the thing that the act is about, if it has one."""
    for event in done.events:
        _, _, key = _entity(event).partition(b":")
        if len(key) == _ID_BYTES:
            return key
    return None


def recorded_shown(done: Done) -> RecordedShown:
    """Return the ids for programs."""
    thing = thing_id(done)
    return RecordedShown(
        id=None if thing is None else thing.hex(),
        act=done.events[0].act.hex() if done.events else None,
        events=[EventShown(event.id.hex(), event.kind, _about(event)) for event in done.events],
    )


def with_id(text: str, done: Done) -> str:
    """Return one line for people: the sentence, and the short id to name the thing by."""
    thing = thing_id(done)
    return text if thing is None else f"{text} ({short(thing)})"


def _entity(event: Event) -> bytes:
    body = body_of(event.kind, event.body)
    return b"" if body is None else entity_of(body, type(body))


def _about(event: Event) -> str | None:
    noun, _, key = _entity(event).partition(b":")
    if not key:
        return None
    return f"{noun.decode()}:{key.hex() if len(key) == _ID_BYTES or noun == _BY_SPACE else key.decode()}"
