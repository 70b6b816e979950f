"""What the other side would see, as a person reads it before they say yes, and as programs read it.

It shows the very copy that would go out; nothing is left to be imagined.
"""

from collections.abc import Container
from datetime import date

import msgspec

from whyward.cli.shown.names import listed
from whyward.cli.shown.shared import goal_lines
from whyward.journal.days import day_in_words
from whyward.journal.events.shared import SharedGoal
from whyward.journal.events.shares import Field, May, Mode
from whyward.journal.sharing.consent import ConsentText
from whyward.journal.sharing.previewing import Preview
from whyward.sheet.shared_goal import sheet_goal

_FIELDS = {
    Field.STATEMENT: "its words",
    Field.VALUE: "the value it serves",
    Field.PROGRESS: "how many steps",
    Field.STEP_NOTES: "your notes on steps",
    Field.BARRIERS_MET: "that something was in the way, not what",
    Field.BARRIERS: "what was in the way",
    Field.WHY: "why it matters to you",
    Field.ENTRIES: "what you wrote about it",
    Field.HISTORY: "its story from the beginning",
}

_RIGHTS = {May.READ: "read it", May.COMMENT: "comment on it", May.PROPOSE: "propose a goal"}


class PreviewedShown(msgspec.Struct, frozen=True, kw_only=True):
    """A goal as they would see it; `left_out` is how many older things do not fit."""

    ref: str
    fields: list[str]
    goal: SharedGoal
    left_out: int


class SentenceShown(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence to agree to, by its number."""

    number: int
    key: str
    text: str


class PreviewShown(msgspec.Struct, frozen=True, kw_only=True):
    """All that they would see and may do, until which day, and what is to be agreed to before."""

    goals: list[PreviewedShown]
    may: list[str]
    mode: str
    ends: date | None
    sentences: list[SentenceShown]


def preview_shown(preview: Preview, text: ConsentText) -> PreviewShown:
    """Return a preview for programs."""
    goals = [
        PreviewedShown(ref=one.ref, fields=_in_order(one.fields), goal=one.goal, left_out=one.left_out)
        for one in preview.shown
    ]
    may = [right.value for right in May if right in preview.may]
    points = enumerate(text.points, start=1)
    sentences = [SentenceShown(number=number, key=point.key, text=point.text) for number, point in points]
    return PreviewShown(goals=goals, may=may, mode=preview.mode.value, ends=preview.ends, sentences=sentences)


def preview_text(preview: Preview, name: str) -> str:
    """Return a preview for people: exactly what they will see, then what they may do and until when."""
    lines = [f"{name} will see exactly this:", ""]
    for one in preview.shown:
        lines += [*goal_lines(sheet_goal(one.goal)), ""]
        if one.left_out:
            lines += [f"  (the oldest {one.left_out} do not fit, and are left out)", ""]
    if not preview.shown:
        lines += ["Nothing: there is nothing to see in what you chose.", ""]
    lines.append(f"{name} may {rights_text(preview.may)}.")
    lines.append(_how_long(preview, name))
    return "\n".join(lines)


def rights_text(may: Container[str]) -> str:
    """Return what somebody may do, as people list it."""
    return listed([_RIGHTS[right] for right in May if right in may or right is May.READ])


def fields_text(fields: Container[str]) -> str:
    """Return which parts of a goal are shown, as people list them."""
    return listed([_FIELDS[field] for field in Field if field in fields])


def _in_order(fields: frozenset[Field]) -> list[str]:
    return [field.value for field in Field if field in fields]


def _how_long(preview: Preview, name: str) -> str:
    until = "" if preview.ends is None else f" until {day_in_words(preview.ends)}"
    if preview.mode is Mode.ONCE:
        return f"It goes out once, as it is now, and stays on {name}'s page{until}. What you change later is not sent."
    return f"It follows what you record{until}, then it stops by itself."
