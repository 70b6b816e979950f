"""What was found by its words: what it is, of which day, and the passage where they stand.

It looks for nothing itself.
"""

from datetime import date
from typing import Final

import msgspec

from whyward.cli.face import Face
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table
from whyward.journal.projections.found import Found

_NOTHING: Final = (
    "Nothing that you wrote holds all of those words. Fewer words, or the beginning of one, may find more."
)


class FoundShown(msgspec.Struct, frozen=True, kw_only=True):
    """A text that holds the words, for programs; `noun` says what it is, in a word that stays."""

    ref: str
    id: bytes
    noun: str
    kind: str
    on: date
    title: str
    passage: str


def print_found(face: Face, found: list[Found]) -> None:
    """Print what was found as a table."""
    if face.as_json:
        face.give([_document(one) for one in found])
        return
    if not found:
        face.show(_NOTHING)
        return
    rows = [[short(one.id), one.on.isoformat(), one.kind, one.title, _text(one)] for one in found]
    print_table(("id", "day", "what", "title", "words"), rows)


def _document(one: Found) -> FoundShown:
    return FoundShown(
        ref=one.ref, id=one.id, noun=one.noun, kind=one.kind, on=one.on, title=one.title, passage=_text(one)
    )


def _text(one: Found) -> str:
    return "".join(part.text for part in one.passage)
