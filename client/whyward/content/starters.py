"""Goals to start from: a person takes one, and makes it their own before it is one.

Values and parts of life stand beside them as ideas; none is linked by itself.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from whyward.content.pack import pack

Line = Annotated[str, Meta(min_length=1, max_length=160)]


class Starter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A goal to start from. `cards` and `domains` are ideas of what it could serve; `safety` is shown before it.

    With `help` the places of help stand beside it.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z-]+\Z")]
    version: int
    title: Line
    statement: Line
    tiny_version: Line
    cards: tuple[str, ...]
    domains: tuple[str, ...]
    target: float | None = None
    unit: str | None = None
    per: str | None = None
    questions: tuple[Line, ...] = ()
    safety: Line | None = None
    help: bool = False


class Starters(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them."""

    version: int
    lang: str
    starters: tuple[Starter, ...]


def starters() -> tuple[Starter, ...]:
    """Return the goals to start from, in their order."""
    return pack("starters", Starters).starters


def starter(starter_id: str) -> Starter | None:
    """Return one of them by its id."""
    return next((one for one in starters() if one.id == starter_id), None)
