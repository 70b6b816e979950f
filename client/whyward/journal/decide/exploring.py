"""Deciding wishes of exploring: where one starts from, primers, glimpses; reflections, pieces and worksheets by noun.

Nothing here is asked for: every word of it is optional.
"""

from enum import StrEnum
from typing import assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.decide.pieces import decide_piece, decide_worksheet
from whyward.journal.decide.reflections import decide_reflection
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.fields import Body
from whyward.journal.events.learning import PrimerAnswer, PrimerAnswered, PrimerFinished
from whyward.journal.events.profile import Hope, HopesChosen, StartingContext, StartingPointShared, Therapy
from whyward.journal.events.values import GlimpseLetGo
from whyward.journal.intentions.exploring import (
    AnswerPrimer,
    ChooseHopes,
    ExploringIntention,
    FinishPrimer,
    LetGlimpseGo,
    PieceIntention,
    ProfileIntention,
    ReflectionIntention,
    ShareStartingPoint,
    WorksheetIntention,
)
from whyward.journal.names_exploring import find_glimpse
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import chosen, cleaned_line, optional_text


def decide_exploring(wish: ExploringIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    if isinstance(wish, ReflectionIntention):
        return decide_reflection(wish, pages, context)
    if isinstance(wish, PieceIntention):
        return decide_piece(wish, pages, context)
    if isinstance(wish, WorksheetIntention):
        return decide_worksheet(wish, pages, context)
    return [Fact(_said(wish, pages), context.now_ms)]


def _said(wish: ProfileIntention, pages: Pages) -> Body:
    match wish:
        case ShareStartingPoint():
            return StartingPointShared(
                contexts=_each(wish.contexts, StartingContext, sentence("starting point")),
                own_words=optional_text(wish.own_words, sentence("Your own words")),
                therapy=chosen(wish.therapy, Therapy, sentence("answer")),
            )
        case ChooseHopes():
            return HopesChosen(
                hopes=_each(wish.hopes, Hope, sentence("hope")),
                own_words=optional_text(wish.own_words, sentence("Your own words")),
            )
        case FinishPrimer():
            return PrimerFinished(
                primer_id=cleaned_line(wish.primer_id, sentence("The primer's id")),
                primer_version=_version(wish.version),
                lang=cleaned_line(wish.lang, sentence("The language")),
            )
        case AnswerPrimer():
            return PrimerAnswered(
                primer_id=cleaned_line(wish.primer_id, sentence("The primer's id")),
                item_id=cleaned_line(wish.item_id, sentence("The card's id")),
                answer=chosen(wish.answer, PrimerAnswer, sentence("answer")),
                matched=wish.matched,
            )
        case LetGlimpseGo():
            glimpse = find_glimpse(pages, wish.glimpse)
            if glimpse.let_go:
                raise Refused("That glimpse is let go already", hint="`whyward undo` brings it back.")
            return GlimpseLetGo(glimpse_id=glimpse.glimpse_id)
        case _:
            assert_never(wish)


def _each(words: tuple[str, ...], choices: type[StrEnum], what: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chosen(word, choices, what) for word in words))


def _version(number: int) -> int:
    if number < 1:
        raise BadInput("A primer has a version from 1 on", hint="Nothing was recorded.")
    return number
