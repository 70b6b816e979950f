"""What happens to worksheets: fields that were filled, each with the question as it was asked.

It holds fields only. Every answer is optional, and an answer with nothing in it says that the field was emptied.
"""

import msgspec

from whyward.journal.events.fields import Body, Choice, Ref, Text
from whyward.protocol.ids import Bytes16


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What stands in one field: a text, lines, one of some choices, a number, or things it names; `asked` is its label.

    Which of them it is follows from the field; a worksheet of tomorrow may use two.
    """

    field_id: str
    asked: Text | None = None
    text: Text | None = None
    lines: tuple[str, ...] = ()
    choice: Choice | None = None
    number: int | None = None
    refs: tuple[Ref, ...] = ()


class WorksheetFilled(Body, frozen=True, kw_only=True):
    """A worksheet was filled in; `title_shown` is what it was called then."""

    worksheet_id: Bytes16
    template_id: str
    template_version: int
    title_shown: str | None = None
    lang: str
    answers: tuple[Answer, ...] = ()


class WorksheetRevised(Body, frozen=True, kw_only=True):
    """Some fields of a worksheet have other answers now; the others stay."""

    worksheet_id: Bytes16
    answers: tuple[Answer, ...]
