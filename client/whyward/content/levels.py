"""Plain words for the five levels of a goal, where a person has none of their own."""

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from whyward.content.pack import pack


class LevelLabel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A level from -2 to 2, and what to call it."""

    level: Annotated[int, Meta(ge=-2, le=2)]
    text: Annotated[str, Meta(min_length=1, max_length=80)]


class Levels(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All five of them."""

    version: int
    lang: str
    levels: tuple[LevelLabel, ...]


def level_labels() -> Mapping[int, str]:
    """Return what each level is called, from the lowest."""
    return {one.level: one.text for one in pack("levels", Levels).levels}
