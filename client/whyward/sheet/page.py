"""What stands on a sheet: headings, facts and lists of plain text, the same for HTML and for PDF.

Nothing in it is markup; whoever draws it makes each text harmless in its own medium.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SheetList:
    """Some lines under a small heading: steps, notes, what was met on the way."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetGoal:
    """One goal: its words, a few facts as name and text, and lists."""

    statement: str
    facts: tuple[tuple[str, str], ...] = ()
    lists: tuple[SheetList, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `banner` is what a reader has to know before anything else; `lang` is a tag such as "en"."""

    title: str
    lead: tuple[str, ...]
    banner: str
    goals: tuple[SheetGoal, ...]
    notes: tuple[SheetList, ...] = ()
    foot: tuple[str, ...] = field(default=())
    lang: str = "en"
