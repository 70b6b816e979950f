"""From what a person types to the one thing that is meant, whatever noun it is.

Each noun's own rules for names are the journal's; here they are only asked in turn.
"""

from collections.abc import Callable
from typing import Final

from whyward.journal.errors import NotFound
from whyward.journal.events.catalogue import BARRIER, ENTRY, GLIMPSE, GOAL, STEP, VALUE, ref_of
from whyward.journal.events.fields import Ref
from whyward.journal.events.kinds_exploring import CREATIVE, REFLECTION, WORKSHEET
from whyward.journal.events.kinds_noticing import REVIEW
from whyward.journal.names import find_barrier, find_entry, find_goal, find_step, find_value
from whyward.journal.names_exploring import find_glimpse, find_piece, find_reflection, find_worksheet
from whyward.journal.names_noticing import find_review
from whyward.journal.pages import Pages

_FINDERS: Final[tuple[tuple[bytes, Callable[[Pages, str], bytes]], ...]] = (
    (GOAL, lambda pages, called: find_goal(pages, called).goal_id),
    (VALUE, lambda pages, called: find_value(pages, called).value_id),
    (STEP, find_step),
    (ENTRY, lambda pages, called: find_entry(pages, called).entry_id),
    (BARRIER, lambda pages, called: find_barrier(pages, called).barrier_id),
    (REFLECTION, lambda pages, called: find_reflection(pages, called).reflection_id),
    (CREATIVE, lambda pages, called: find_piece(pages, called).piece_id),
    (WORKSHEET, lambda pages, called: find_worksheet(pages, called).worksheet_id),
    (REVIEW, lambda pages, called: find_review(pages, called).review_id),
    (GLIMPSE, lambda pages, called: find_glimpse(pages, called).glimpse_id),
)


def meant(pages: Pages, called: str) -> Ref:
    """Return the reference of the one thing that goes by a name, an id, or the start of one."""
    noun, _, key = called.partition(":")
    found: list[Ref] = []
    for prefix, find in _FINDERS:
        name = key if key and prefix == noun.encode() + b":" else called
        try:
            found.append(ref_of(prefix, find(pages, name)))
        except NotFound as error:
            if error.text.startswith("More than one"):
                raise
    if not found:
        hint = "Name a goal or a value, or give an id that `whyward timeline --json` shows."
        raise NotFound("Nothing goes by that name or id", hint=hint)
    if len(found) > 1:
        raise NotFound("More than one thing goes by that", hint=f"Say which: {', '.join(found)}.")
    return found[0]
