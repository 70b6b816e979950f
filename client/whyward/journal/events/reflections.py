"""What happens to reflections: a question that was asked, and what the person wrote to it.

It holds fields only. A question is kept as it was worded then, so that a better wording never changes the past.
"""

from datetime import date
from enum import StrEnum

from whyward.journal.events.fields import Body, Choice, Text
from whyward.protocol.ids import Bytes16


class AsideBecause(StrEnum):
    """Why a question was set aside; none of these needs an excuse."""

    TOO_MUCH = "too_much"
    NOT_NOW = "not_now"
    DOES_NOT_FIT = "does_not_fit"
    OTHER = "other"


class ReflectionStarted(Body, frozen=True, kw_only=True):
    """A question was taken up."""

    reflection_id: Bytes16
    prompt_id: str
    prompt_version: int
    prompt_shown: Text
    lang: str
    with_therapist: bool | None = None


class ReflectionWritten(Body, frozen=True, kw_only=True):
    """Something was written to the question."""

    reflection_id: Bytes16
    text: Text
    feelings: tuple[str, ...] = ()
    occurred_on: date


class ReflectionRevised(Body, frozen=True, kw_only=True):
    """What was written was changed by somebody who saw the version `base_event_id`; it holds the whole text."""

    reflection_id: Bytes16
    base_event_id: Bytes16
    text: Text


class ReflectionSetAside(Body, frozen=True, kw_only=True):
    """The question was set aside."""

    reflection_id: Bytes16
    why: Choice | None = None
