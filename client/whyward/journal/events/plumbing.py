"""What happens to the journal itself: taking back, taking back the taking back, settling versions, preferences.

It holds fields only.
"""

from enum import StrEnum

from whyward.journal.events.fields import Body, Choice, Ref, Text
from whyward.protocol.ids import Bytes16, Bytes32


class RetractedBecause(StrEnum):
    """Why an event was taken back."""

    SLIP = "slip"
    DUPLICATE = "duplicate"
    NOT_TRUE = "not_true"
    UNDO = "undo"
    OTHER = "other"


class EventRetracted(Body, frozen=True, kw_only=True):
    """One event was taken back; it stays in the log and in the timeline, marked."""

    target_event_id: Bytes16
    why: Choice
    note: Text | None = None


class RetractionWithdrawn(Body, frozen=True, kw_only=True):
    """One retraction was withdrawn: `target_event_id` names the `event-retracted`, not what it took back."""

    target_event_id: Bytes16


class ConflictSettled(Body, frozen=True, kw_only=True):
    """The person looked at versions that nobody had seen together, and chose or merged."""

    entity: Ref
    field: str
    kept_event_id: Bytes16
    other_event_ids: tuple[Bytes16, ...]
    merged_text: Text | None = None


class PreferenceSet(Body, frozen=True, kw_only=True):
    """A preference that all of a person's devices share."""

    key: str
    value: str | int | bool


class RecordsTakenOver(Body, frozen=True, kw_only=True):
    """What a device that was removed had recorded too late was looked at, and taken over by this one.

    The events themselves follow in the same segment, as that device wrote them; this says where they came from.
    """

    from_device: Bytes32
    first_segment: int
    last_segment: int
    count: int
