"""Worksheets: the list of them, one to fill in on paper, one as it was filled in.

A field that is empty is a field that is empty.
"""

from datetime import date
from typing import Final

import msgspec

from whyward.cli.face import Face
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table
from whyward.content.worksheets import FieldType, Template, template, templates
from whyward.journal.events.catalogue import entity_of_ref
from whyward.journal.events.worksheets import Answer
from whyward.journal.pages import Pages
from whyward.journal.projections.exploring import Worksheet
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.titles import title_of

_LINE: Final = "_" * 60
_LINES_FOR: Final = {FieldType.TEXT: 2, FieldType.LINES: 4}


class TemplateShown(msgspec.Struct, frozen=True, kw_only=True):
    """A worksheet to fill in, for programs."""

    template: str
    version: int
    title: str
    intro: str
    fields: list[dict[str, str | list[str]]]


class AnswerShown(msgspec.Struct, frozen=True, kw_only=True):
    """One answer, for programs; `said` is all of it in words."""

    field: str
    asked: str | None
    said: str


class WorksheetShown(msgspec.Struct, frozen=True, kw_only=True):
    """A filled worksheet, for programs."""

    id: bytes
    on: date
    template: str
    version: int
    title: str
    answers: list[AnswerShown]


def template_document(one: Template) -> TemplateShown:
    """Return a worksheet to fill in, for programs."""
    fields: list[dict[str, str | list[str]]] = [
        {"id": field.id, "type": field.type.value, "label": field.label, "choices": list(field.choices)}
        for field in one.fields
    ]
    return TemplateShown(template=one.id, version=one.version, title=one.title, intro=one.intro, fields=fields)


def template_text(one: Template) -> str:
    """Return a worksheet to be filled in by hand."""
    parts = [one.title, "", one.intro]
    for field in one.fields:
        parts += ["", f"{field.label}  ({field.id})", *([field.help] if field.help else [])]
        match field.type:
            case FieldType.CHOICE:
                parts += [f"[ ] {choice}" for choice in field.choices]
            case FieldType.SCALE:
                parts.append("0   1   2   3   4   5   6   7   8   9   10")
            case _:
                parts += [_LINE] * _LINES_FOR.get(field.type, 1)
    return "\n".join(parts)


def said(answer: Answer, pages: Pages) -> str:
    """Return an answer in words: text, lines, choice, number, and what the things it names are called now."""
    labels = Labels(pages)
    named: list[str] = []
    for ref in answer.refs:
        noun, _, key = ref.partition(":")
        named.append(labels.domain(key) if noun == "domain" else title_of(entity_of_ref(ref), pages, labels))
    number = [] if answer.number is None else [str(answer.number)]
    words = [answer.text, *answer.lines, answer.choice, *number, *named]
    return "\n".join(word for word in words if word)


def worksheet_document(one: Worksheet, pages: Pages) -> WorksheetShown:
    """Return a filled worksheet for programs."""
    return WorksheetShown(
        id=one.id,
        on=one.on,
        template=one.template_id,
        version=one.template_version,
        title=one.title,
        answers=[
            AnswerShown(field=answer.field_id, asked=asked_in(one, answer), said=said(answer, pages))
            for answer in one.answers
        ],
    )


def asked_in(one: Worksheet, answer: Answer) -> str | None:
    """Return what was asked in a field: as it was then, or as it is now."""
    now = template(one.template_id)
    labels = {field.id: field.label for field in now.fields} if now else {}
    return answer.asked or labels.get(answer.field_id)


def worksheet_text(one: WorksheetShown) -> str:
    """Return a filled worksheet in full."""
    parts = [f"{one.on.isoformat()}  {one.title} ({short(one.id)})"]
    for answer in one.answers:
        parts += ["", answer.asked or answer.field, *(f"  {line}" for line in answer.said.split("\n"))]
    return "\n".join(parts)


def print_templates(face: Face) -> None:
    """Print the worksheets that there are."""
    every = templates().templates
    if face.as_json:
        face.give([template_document(one) for one in every])
        return
    print_table(("worksheet", "title", ""), [[one.id, one.title, one.intro] for one in every])


def print_worksheets(face: Face, found: list[WorksheetShown]) -> None:
    """Print filled worksheets as a table."""
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("None is filled in. See them: whyward worksheet list")
        return
    print_table(("id", "day", "worksheet"), [[short(one.id), one.on.isoformat(), one.title] for one in found])
