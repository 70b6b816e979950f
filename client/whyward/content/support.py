"""The parts of a support plan, in the order a hard time asks for them: how each is headed, and a line that helps.

It knows nothing of what anybody wrote.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from whyward.content.pack import pack


class Form(StrEnum):
    """What is written in a part: lines, people with a number each, or a text."""

    LINES = "lines"
    PEOPLE = "people"
    TEXT = "text"


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One part; its key is the name of the field that holds it."""

    key: Annotated[str, Meta(pattern=r"^[a-z_]+\Z")]
    form: Form
    heading: str
    hint: str


class SupportTexts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that a plan's page says by itself."""

    version: int
    title: str
    intro: str
    parts: tuple[Part, ...]


def support_texts() -> SupportTexts:
    """Return what is shipped."""
    return pack("support", SupportTexts)
