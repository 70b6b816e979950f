"""`whyward worksheet`: a page with a few questions, on paper or here; any field may stay empty.

What is filled in is kept with each question as it was asked.
"""

from collections.abc import Sequence

import click

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.recording import record
from whyward.cli.shown.worksheets import (
    WorksheetShown,
    print_templates,
    print_worksheets,
    template_document,
    template_text,
    worksheet_document,
    worksheet_text,
)
from whyward.cli.verbs import Nouns
from whyward.cli.words import number_from
from whyward.content.worksheets import FieldType, Template, TemplateField, template, templates
from whyward.journal.errors import BadInput, NotFound
from whyward.journal.intentions.exploring import Field, FillWorksheet, ReviseWorksheet
from whyward.journal.names_exploring import find_worksheet
from whyward.journal.pages import Pages
from whyward.journal.projections.exploring import worksheet_shown, worksheets

ANSWERS = click.option(
    "--answer", "answers", multiple=True, metavar="FIELD=TEXT", help="What goes into a field; may be repeated."
)


@click.group(cls=Nouns, default="list")
def worksheet() -> None:
    """Fill in a page of questions, here or on paper."""


@worksheet.command("list")
@click.option("--filled", is_flag=True, help="Those that you filled in, instead.")
@click.pass_obj
def list_(face: Face, *, filled: bool) -> None:
    """List the worksheets that there are."""
    if not filled:
        print_templates(face)
        return

    def read(pages: Pages) -> list[WorksheetShown]:
        return [worksheet_document(one, pages) for one in worksheets(pages)]

    print_worksheets(face, with_pages(face, read))


@worksheet.command()
@click.argument("called", metavar="WORKSHEET|REF")
@click.pass_obj
def show(face: Face, called: str) -> None:
    """Show a worksheet with its fields, or one that you filled in."""
    blank = template(called.strip().casefold())
    if blank is not None:
        face.answer(template_document(blank), template_text(blank))
        return
    filled = with_pages(face, lambda pages: _filled(called, pages))
    face.answer(filled, worksheet_text(filled))


@worksheet.command("print")
@click.argument("called", metavar="WORKSHEET|REF")
@click.pass_obj
def print_(face: Face, called: str) -> None:
    """Write a worksheet for paper, empty or filled in, to standard output."""
    blank = template(called.strip().casefold())
    if blank is None:
        face.show(worksheet_text(with_pages(face, lambda pages: _filled(called, pages))))
    else:
        face.show(template_text(blank))


@worksheet.command()
@click.argument("called", metavar="WORKSHEET")
@ANSWERS
@click.pass_obj
def fill(face: Face, called: str, answers: tuple[str, ...]) -> None:
    """Fill in a worksheet: w3 --answer "step=Say one honest sentence". Lines are parted by " / "."""
    one = _template(called)
    wish = FillWorksheet(
        template_id=one.id,
        version=one.version,
        title=one.title,
        lang=templates().lang,
        fields=_fields(answers, one),
    )
    record(face, [wish], "It is kept.")


@worksheet.command()
@click.argument("called", metavar="REF")
@ANSWERS
@click.pass_obj
def revise(face: Face, called: str, answers: tuple[str, ...]) -> None:
    """Answer some fields anew; FIELD= empties one. The others stay."""

    def wishes(pages: Pages) -> list[ReviseWorksheet]:
        row = find_worksheet(pages, called)
        return [ReviseWorksheet(worksheet=row.worksheet_id.hex(), fields=_fields(answers, _template(row.template_id)))]

    record(face, wishes, "It holds your new answers.")


def _template(called: str) -> Template:
    one = template(called.strip().casefold())
    if one is None:
        raise NotFound("There is no worksheet of that name", hint="`whyward worksheet list` shows them.")
    return one


def _filled(called: str, pages: Pages) -> WorksheetShown:
    found = worksheet_shown(pages, find_worksheet(pages, called).worksheet_id)
    assert found is not None, "it was found this moment"
    return worksheet_document(found, pages)


def _fields(answers: Sequence[str], one: Template) -> tuple[Field, ...]:
    by_id = {field.id: field for field in one.fields}
    fields: list[Field] = []
    for answer in answers:
        name, equals, text = answer.partition("=")
        field = by_id.get(name.strip())
        if field is None or not equals:
            raise BadInput("That names no field of this worksheet", hint=f"There are: {', '.join(by_id)}.")
        fields.append(_field(field, text.strip()))
    return tuple(fields)


def _field(field: TemplateField, text: str) -> Field:
    match field.type:
        case FieldType.LINES:
            return Field(id=field.id, asked=field.label, lines=tuple(text.split(" / ")))
        case FieldType.CHOICE:
            if text and text not in field.choices:
                raise BadInput("That is not one of the choices", hint=f"There are: {', '.join(field.choices)}.")
            return Field(id=field.id, asked=field.label, choice=text)
        case FieldType.SCALE:
            return Field(id=field.id, asked=field.label, number=_whole(text) if text else None)
        case FieldType.VALUE_REF | FieldType.GOAL_REF | FieldType.DOMAIN_REF:
            return Field(id=field.id, asked=field.label, things=(text,) if text else ())
        case FieldType.TEXT:
            return Field(id=field.id, asked=field.label, text=text)


def _whole(text: str) -> int:
    number = number_from(text)
    if not number.is_integer():
        raise BadInput("That scale goes in whole numbers from 0 to 10", hint="Nothing was recorded.")
    return int(number)
