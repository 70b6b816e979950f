"""Worksheets as data: each a title, a line, and fields of a few types; every field may stay empty.

It reads what is shipped; what a person fills in is an event.
"""

from enum import StrEnum
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from whyward.content.pack import pack


class FieldType(StrEnum):
    """What is written in a field, or which thing is named there."""

    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    SCALE = "scale"
    VALUE_REF = "value_ref"
    DOMAIN_REF = "domain_ref"
    GOAL_REF = "goal_ref"


class TemplateField(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field. There is no way to ask for an answer: `optional` is always so."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9_]+\Z")]
    type: FieldType
    label: str
    help: str = ""
    choices: tuple[str, ...] = ()
    optional: Literal[True] = True


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One worksheet."""

    id: str
    version: Annotated[int, Meta(ge=1)]
    title: str
    intro: str
    fields: tuple[TemplateField, ...]


class Templates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All worksheets of a language."""

    lang: str
    templates: tuple[Template, ...]


_NAME: Final = "worksheets"


def templates() -> Templates:
    """Return all worksheets."""
    return pack(_NAME, Templates)


def template(template_id: str) -> Template | None:
    """Return one worksheet, or None if there is none of that id."""
    return next((one for one in templates().templates if one.id == template_id), None)
