"""Tools for what gets in the way: small things to try, kind by kind, in our own words.

It knows no event and no page. A tool is named by its id and version wherever it was tried; one that comes to mean
something else gets a new id.
"""

from enum import StrEnum
from functools import cache
from typing import Final

import msgspec

from whyward.content.pack import pack

PAUSE: Final = "pause.minute"
"""The tool that stands last in every toolkit: a minute of nothing."""


class Leads(StrEnum):
    """Where a tool may lead next, if the person likes: a face knows the place, and may not have one."""

    IF_THEN = "if_then"
    WILLING = "willing"
    SCALE = "scale"
    PART = "part"
    PAST_STEPS = "past_steps"
    WHY = "why"
    GOAL = "goal"
    SESSION = "session"


class ToolStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of a tool. With a `question_id` something may be written at it; nothing ever needs to be."""

    text: str
    question_id: str | None = None
    label: str | None = None


class Tool(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A small thing to try. `kind` is where it is at home; others may lend it."""

    id: str
    version: int
    kind: str
    title: str
    what: str
    minutes: int
    steps: tuple[ToolStep, ...]
    closing: str
    leads: Leads | None = None


class Toolkit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tools for one kind, the one to begin with first. `safety` stands before them, `footer` after them."""

    kind: str
    label: str
    line: str
    tools: tuple[str, ...]
    safety: str | None = None
    footer: str | None = None


class Cause(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the four things that may be behind it, what answers it, and a tool to begin with."""

    letter: str
    cause: str
    answer: str
    hint: str
    tool: str


class Word(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of a few answers: the word that is kept, and how it is said."""

    word: str
    label: str


class Toolbox(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it."""

    version: int
    lang: str
    kits: tuple[Toolkit, ...]
    tools: tuple[Tool, ...]
    causes: tuple[Cause, ...]
    helped: tuple[Word, ...]
    answers: tuple[Word, ...]
    after: str
    heavy: str


def toolbox() -> Toolbox:
    """Return all of it; `after` is the line that follows every answer, whichever it is."""
    return pack("toolkits", Toolbox)


@cache
def _tools() -> dict[str, Tool]:
    return {tool.id: tool for tool in toolbox().tools}


def tool(tool_id: str) -> Tool | None:
    """Return one tool, or None for one that this version does not have."""
    return _tools().get(tool_id)


def toolkit(kind: str) -> Toolkit:
    """Return the toolkit of a kind; that of "other" for a kind that this version does not know."""
    kits = {kit.kind: kit for kit in toolbox().kits}
    return kits.get(kind) or kits["other"]


def tool_title(tool_id: str) -> str:
    """Return what a tool is called; a tool of a newer version goes by its id."""
    found = tool(tool_id)
    return tool_id if found is None else found.title
