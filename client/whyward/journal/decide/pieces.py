"""Deciding wishes about creative pieces and worksheets.

A change is another version or another answer; nothing that was there is replaced.
"""

from collections.abc import Sequence
from typing import assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.decide.versions import base_of, settled
from whyward.journal.errors import BadInput, NotFound
from whyward.journal.events.catalogue import DOMAIN
from whyward.journal.events.creative import CreativePieceMade, CreativePieceRevised, PieceKind
from whyward.journal.events.fields import Ref
from whyward.journal.events.kinds_exploring import CREATIVE
from whyward.journal.events.worksheets import Answer, WorksheetFilled, WorksheetRevised
from whyward.journal.folding.creative import TEXT, PieceRow
from whyward.journal.folding.worksheets import WorksheetRow, is_empty
from whyward.journal.intentions.exploring import (
    Field,
    FillWorksheet,
    MakePiece,
    PieceIntention,
    RevisePiece,
    ReviseWorksheet,
    SettlePiece,
    WorksheetIntention,
)
from whyward.journal.names import find_domain, find_thing, find_value
from whyward.journal.names_exploring import find_piece, find_worksheet
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import (
    chosen,
    cleaned_line,
    cleaned_text,
    optional_line,
    optional_text,
    optional_zero_to_ten,
)


def decide_piece(wish: PieceIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case MakePiece():
            return [Fact(_made(wish, pages, context), context.now_ms)]
        case RevisePiece():
            return [Fact(_revised(wish, find_piece(pages, wish.piece), pages), context.now_ms)]
        case SettlePiece(keep=keep, merged_text=merged):
            row = find_piece(pages, wish.piece)
            return [Fact(settled(CREATIVE + row.piece_id, TEXT, row.versions, keep, merged), context.now_ms)]
        case _:
            assert_never(wish)


def _made(wish: MakePiece, pages: Pages, context: Context) -> CreativePieceMade:
    title, text = optional_line(wish.title, sentence("The title")), optional_text(wish.text, sentence("The piece"))
    if title is None and text is None:
        raise BadInput("There is nothing in it yet", hint="A title or a line is enough. Nothing was recorded.")
    return CreativePieceMade(
        piece_id=context.fresh_id(),
        kind=chosen(wish.kind, PieceKind, sentence("sort of piece")),
        title=title,
        text=text,
        value_ids=tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values)),
    )


def _revised(wish: RevisePiece, row: PieceRow, pages: Pages) -> CreativePieceRevised:
    text = cleaned_text(wish.text, sentence("The piece"))
    if row.versions or wish.base is not None:
        base = base_of(wish.base, row.versions, CREATIVE + row.piece_id, pages)
    else:
        base = row.stamp[2]  # It held no words so far: they are made from its making.
    return CreativePieceRevised(piece_id=row.piece_id, base_event_id=base, text=text)


def decide_worksheet(wish: WorksheetIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case FillWorksheet():
            return [Fact(_filled(wish, pages, context), context.now_ms)]
        case ReviseWorksheet():
            row = find_worksheet(pages, wish.worksheet)
            changed = _changed(_answers(wish.fields, pages), row)
            return [Fact(WorksheetRevised(worksheet_id=row.worksheet_id, answers=changed), context.now_ms)]
        case _:
            assert_never(wish)


def _filled(wish: FillWorksheet, pages: Pages, context: Context) -> WorksheetFilled:
    answers = tuple(answer for answer in _answers(wish.fields, pages) if not is_empty(answer))
    if not answers:
        raise BadInput("Nothing is filled in yet", hint="Any one field is enough. Nothing was recorded.")
    if wish.version < 1:
        raise BadInput("A worksheet has a version from 1 on", hint="Nothing was recorded.")
    return WorksheetFilled(
        worksheet_id=context.fresh_id(),
        template_id=cleaned_line(wish.template_id, sentence("The worksheet's id")),
        template_version=wish.version,
        title_shown=cleaned_line(wish.title, sentence("The title")),
        lang=cleaned_line(wish.lang, sentence("The language")),
        answers=answers,
    )


def _answers(fields: Sequence[Field], pages: Pages) -> list[Answer]:
    by_field = {field.id: field for field in fields}  # A field that was given twice counts as it was given last.
    return [_answer(field, pages) for field in by_field.values()]


def _answer(field: Field, pages: Pages) -> Answer:
    return Answer(
        field_id=cleaned_line(field.id, sentence("The field's id")),
        asked=optional_text(field.asked, sentence("What is asked")),
        text=optional_text(field.text, sentence("The answer")),
        lines=tuple(cleaned_line(line, sentence("A line")) for line in field.lines if line.strip()),
        choice=optional_line(field.choice, sentence("The choice")),
        number=optional_zero_to_ten(field.number, sentence("The answer")),
        refs=tuple(dict.fromkeys(_thing(called, pages) for called in field.things)),
    )


def _thing(called: str, pages: Pages) -> Ref:
    """Return the reference of a value, a goal or a part of life."""
    if called.startswith(DOMAIN.decode()):
        return (DOMAIN + find_domain(pages, called.removeprefix(DOMAIN.decode())).encode()).decode()
    try:
        return find_thing(pages, called)
    except NotFound:
        try:
            return (DOMAIN + find_domain(pages, called).encode()).decode()
        except NotFound:
            pass
        raise


def _changed(answers: Sequence[Answer], row: WorksheetRow) -> tuple[Answer, ...]:
    """Return those answers that differ from what is there: another device's word on the others is left alone."""
    there = {answer.field_id: answer for answer in row.answers}
    differing = tuple(
        answer
        for answer in answers
        if answer != there.get(answer.field_id, Answer(field_id=answer.field_id, asked=answer.asked))
    )
    if not differing:
        raise BadInput("Nothing would change", hint="Answer a field anew, or leave it empty to clear it.")
    return differing
