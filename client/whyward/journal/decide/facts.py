"""What deciding needs, what it yields, and how that becomes events.

It reads no clock and rolls no dice of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from whyward.journal.days import life_day, noon_of
from whyward.journal.errors import BadInput
from whyward.journal.events.catalogue import entity_of
from whyward.journal.events.envelope import Event
from whyward.journal.events.fields import Body
from whyward.journal.events.reading import Form, encode_body, kind_of, read_body
from whyward.journal.hlc import next_hlc
from whyward.journal.pages import Pages
from whyward.journal.ports import Entropy
from whyward.journal.sentences import sentence
from whyward.protocol.canonical import encoded
from whyward.protocol.ids import DeviceId
from whyward.protocol.limits import EVENT_BYTES_MAX

_ID_BYTES = 16
_ENVELOPE_BYTES = 160  # More than all that surrounds a body: 32 bytes of ids, a kind of up to 48, numbers, lengths.
BODY_BYTES_MAX = EVENT_BYTES_MAX - _ENVELOPE_BYTES
_KIB_MAX = BODY_BYTES_MAX >> 10


@dataclass(frozen=True, slots=True)
class Context:
    """Where and when a wish is decided. `offset_minutes` is local time minus UTC."""

    now_ms: int
    offset_minutes: int
    device: DeviceId
    entropy: Entropy

    def fresh_id(self) -> bytes:
        """Return an id that nothing has yet."""
        return self.entropy.random_bytes(_ID_BYTES)

    def today(self, pages: Pages) -> date:
        """Return the life day of now."""
        return life_day(self.now_ms, self.offset_minutes, pages.day_ends_at)


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened, and when in life (ms since 1970).

    Two devices that find the same out by themselves give it one `event_id`, so that it happened once.
    """

    body: Body
    at_ms: int
    event_id: bytes | None = None


def on_day(day: date | None, pages: Pages, context: Context) -> tuple[date, int]:
    """Return the day something happened and a moment of it: now if it is today, else that day's noon."""
    today = context.today(pages)
    if day is None or day == today:
        return today, context.now_ms
    if day > today:
        raise BadInput(
            sentence("%(day)s has not come yet", day=day.isoformat()),
            hint="Leave the day out, or name one that has been.",
        )
    return day, noon_of(day, context.offset_minutes)


def check_sizes(facts: Sequence[Fact]) -> None:
    """Refuse what would not fit into one event."""
    for fact in facts:
        size = len(encode_body(fact.body))
        if size > BODY_BYTES_MAX:
            raise BadInput(
                sentence(
                    "That is %(size)s KiB; one entry holds up to %(kib_max)s KiB",
                    size=max(round(size / 1024), _KIB_MAX + 1),
                    kib_max=_KIB_MAX,
                ),
                hint="Nothing was recorded; split it in two.",
            )


def to_events(facts: Sequence[Fact], *, after_hlc: int, context: Context, act: bytes | None = None) -> list[Event]:
    """Wrap the facts of one wish as events of one act, each later in the order than anything seen so far.

    With `act`, the wish is part of that act: what was wished together is taken back together.
    """
    act = act or context.fresh_id()
    events: list[Event] = []
    hlc = after_hlc
    for fact in facts:
        hlc = next_hlc(hlc, context.now_ms)
        body = encode_body(fact.body)
        kind = kind_of(fact.body)
        # What could not be read back must never be recorded; `decide` has checked every field.
        assert read_body(kind, body) == (fact.body, Form.KNOWN, entity_of(fact.body, type(fact.body))), kind
        event_id = fact.event_id or context.fresh_id()
        event = Event(event_id, kind, hlc, fact.at_ms, context.offset_minutes, act, body)
        assert len(encoded(event)) <= EVENT_BYTES_MAX, "check_sizes leaves room for the envelope"
        events.append(event)
    return events
