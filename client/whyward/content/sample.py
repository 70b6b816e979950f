"""The guided example: how somebody gets from a question to a small step, and what of it may be copied into a journal.

It is a story that is shipped; whoever copies it makes it their own.
"""

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from whyward.content.pack import pack


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One part of the story."""

    title: str
    text: str


class SampleValue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The value of the story."""

    name: str
    own_words: str


class SamplePlacement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the value shows up, or not yet."""

    domain: str
    shows_up: str
    how: str


class SampleBarrier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is in the way."""

    kind: str
    situation: str
    thought: str


class SampleGoal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The goal, how it is counted, and for how many days it is set."""

    statement: str
    why: str
    tiny: str
    target: int
    unit: str
    per: str
    days: Annotated[int, Meta(ge=1)]


class SamplePlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plan for the moment."""

    if_text: str
    then_text: str


class Sample(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole example."""

    version: Annotated[int, Meta(ge=1)]
    lang: str
    title: str
    intro: str
    copy_line: str
    parts: tuple[Part, ...]
    value: SampleValue
    placement: SamplePlacement
    barrier: SampleBarrier
    goal: SampleGoal
    plan: SamplePlan


_NAME: Final = "sample"


def sample() -> Sample:
    """Return the example."""
    return pack(_NAME, Sample)
