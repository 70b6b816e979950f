"""What happened while exploring, in plain words, and what the things of exploring are called.

A question set aside is told as that, and never as something that was not done.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from whyward.journal.events import creative as c
from whyward.journal.events import learning as n
from whyward.journal.events import profile as o
from whyward.journal.events import reflections as f
from whyward.journal.events import values as v
from whyward.journal.events import worksheets as w
from whyward.journal.events.fields import Body, shown_choice
from whyward.journal.events.kinds_exploring import CREATIVE, REFLECTION, WORKSHEET
from whyward.journal.folding.creative import PieceRow
from whyward.journal.folding.nouns_exploring import PIECES, REFLECTIONS, WORKSHEETS
from whyward.journal.folding.worksheets import WorksheetRow
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels, first_line
from whyward.journal.projections.phrases import Phrase
from whyward.journal.sentences import sentence

_ASIDE: Final = {
    "too_much": Phrase(sentence("Set aside"), sentence("because it was too much")),
    "not_now": Phrase(sentence("Set aside"), sentence("for another time")),
    "does_not_fit": Phrase(sentence("Set aside"), sentence("because it does not fit")),
}
_PIECES: Final = {
    "letter": sentence("A letter"),
    "speech_at_90": sentence("A speech for a 90th birthday"),
    "birthday_80": sentence("A speech for an 80th birthday"),
    "epitaph": sentence("A line on a stone"),
    "sweet_spot": sentence("A sweet moment"),
    "compass_drawing": sentence("A compass"),
    "collage": sentence("A collage"),
    "photo": sentence("A photo in words"),
    "audio": sentence("A voice note in words"),
    "poem": sentence("A poem"),
    "other": sentence("A piece"),
}


def phrase_of_exploring(body: Body, _labels: Labels, _today: date | None) -> Phrase | None:
    """Return what happened, in a phrase; None for what has nothing to do with exploring."""
    return _of_reflection(body) or _of_making(body) or _of_start(body)


def _of_reflection(body: Body) -> Phrase | None:
    match body:
        case f.ReflectionStarted():
            return Phrase(sentence("A question taken up"))
        case f.ReflectionWritten():
            return Phrase(sentence("A reflection written"))
        case f.ReflectionRevised():
            return Phrase(sentence("A reflection put in other words"))
        case f.ReflectionSetAside(why=why):
            return _ASIDE.get(why or "", Phrase(sentence("Set aside")))
        case v.GlimpseLetGo():
            return Phrase(sentence("A glimpse let go"))
        case _:
            return None


def _of_making(body: Body) -> Phrase | None:
    match body:
        case c.CreativePieceMade(kind=kind):
            return Phrase(sentence("%(sort)s made", sort=piece_sort(kind)))
        case c.CreativePieceRevised():
            return Phrase(sentence("A piece put in other words"))
        case w.WorksheetFilled():
            return Phrase(sentence("A worksheet filled in"))
        case w.WorksheetRevised():
            return Phrase(sentence("A worksheet changed"))
        case _:
            return None


def _of_start(body: Body) -> Phrase | None:
    match body:
        case o.StartingPointShared(own_words=words):
            return Phrase(sentence("Said where this starts"), note=words)
        case o.HopesChosen(own_words=words):
            return Phrase(sentence("Said what to hope for"), note=words)
        case n.PrimerFinished():
            return Phrase(sentence("A primer gone through"))
        case n.PrimerAnswered():
            return Phrase(sentence("A practice card sorted"))
        case _:
            return None


def _reflection_title(key: bytes, pages: Pages, _labels: Labels) -> str:
    row = pages.one(REFLECTIONS, key)
    return "" if row is None else first_line(row.prompt_shown)


def _piece_title(key: bytes, pages: Pages, _labels: Labels) -> str:
    row = pages.one(PIECES, key)
    return "" if row is None else piece_title(row)


def _worksheet_title(key: bytes, pages: Pages, _labels: Labels) -> str:
    row = pages.one(WORKSHEETS, key)
    return "" if row is None else worksheet_title(row)


TITLES: Final[Mapping[bytes, Callable[[bytes, Pages, Labels], str]]] = {
    REFLECTION: _reflection_title,
    CREATIVE: _piece_title,
    WORKSHEET: _worksheet_title,
}
"""How the things of exploring are called, on one line; nothing for one that has not come yet."""


def worksheet_title(row: WorksheetRow) -> str:
    """Return what a worksheet was called when it was filled."""
    return row.title_shown or sentence("A worksheet")


def piece_sort(kind: str) -> str:
    """Return what sort of piece it is, in words; one of tomorrow is a piece."""
    return _PIECES[shown_choice(kind, c.PieceKind)]


def piece_title(piece: PieceRow) -> str:
    """Return a piece's title, its first line, or what sort it is."""
    return piece.title or (first_line(piece.versions[0].text) if piece.versions else piece_sort(piece.kind))
