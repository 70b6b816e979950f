"""From what a person calls a reflection, a piece, a worksheet or a glimpse to the one that is meant.

By its id or the start of it; a piece with a title also by that.
"""

from whyward.journal.events.catalogue import GLIMPSE
from whyward.journal.events.kinds_exploring import CREATIVE, REFLECTION, WORKSHEET
from whyward.journal.folding.creative import PieceRow
from whyward.journal.folding.nouns import GLIMPSES
from whyward.journal.folding.nouns_exploring import PIECES, REFLECTIONS, WORKSHEETS
from whyward.journal.folding.reflections import ReflectionRow
from whyward.journal.folding.values import Glimpse
from whyward.journal.folding.worksheets import WorksheetRow
from whyward.journal.names import find_by_id, folded_name, gone
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence


def find_reflection(pages: Pages, called: str) -> ReflectionRow:
    """Return the reflection that is meant."""
    return pages.one(REFLECTIONS, find_by_id(pages, called, REFLECTION, sentence("reflection"))) or gone(
        sentence("reflection")
    )


def find_piece(pages: Pages, called: str) -> PieceRow:
    """Return the creative piece that is meant, by its title or its id."""
    titled = [row for row in pages.all(PIECES) if row.title and folded_name(row.title) == folded_name(called)]
    if len(titled) == 1:
        return titled[0]
    return pages.one(PIECES, find_by_id(pages, called, CREATIVE, sentence("piece"))) or gone(sentence("piece"))


def find_worksheet(pages: Pages, called: str) -> WorksheetRow:
    """Return the worksheet that is meant."""
    return pages.one(WORKSHEETS, find_by_id(pages, called, WORKSHEET, sentence("worksheet"))) or gone(
        sentence("worksheet")
    )


def find_glimpse(pages: Pages, called: str) -> Glimpse:
    """Return the glimpse that is meant."""
    return pages.one(GLIMPSES, find_by_id(pages, called, GLIMPSE, sentence("glimpse"))) or gone(sentence("glimpse"))
