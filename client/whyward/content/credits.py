"""Whom and what this work owes: the people whose ideas are in it, and the programs that it stands on.

No name here says that anybody endorses it.
"""

import msgspec

from whyward.content.pack import pack


class Idea(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that others thought of, and where it is here."""

    what: str
    whose: str


class Program(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A program of others, and under which licence it is used."""

    name: str
    licence: str


class Credits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them."""

    version: int
    ideas: tuple[Idea, ...]
    programs: tuple[Program, ...]


def credits_() -> Credits:
    """Return what is shipped."""
    return pack("credits", Credits)
