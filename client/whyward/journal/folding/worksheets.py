"""What a worksheet has come to: the last answer in each field.

Each field is a thing of its own: two devices that filled different ones have both.
"""

from collections.abc import Sequence

import msgspec

from whyward.journal.events.worksheets import Answer, WorksheetFilled, WorksheetRevised
from whyward.journal.folding.happened import Happened


class WorksheetRow(msgspec.Struct, frozen=True, kw_only=True):
    """A filled worksheet as it is now; an emptied field is not among `answers`."""

    worksheet_id: bytes
    template_id: str
    template_version: int
    title_shown: str | None
    lang: str
    answers: tuple[Answer, ...]
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


def fold_worksheet(happened: Sequence[Happened]) -> WorksheetRow | None:
    """Return the worksheet that its events come to.

    None before it is filled, and if that was taken back, unless later answers stand: words stay in sight.
    """
    standing = [one for one in happened if one.stands]
    later = any(isinstance(one.body, WorksheetRevised) for one in standing)
    filled_in = [one for one in happened if isinstance(one.body, WorksheetFilled) and (one.stands or later)]
    first = next((one for one in filled_in if one.stands), filled_in[0] if filled_in else None)
    if first is None or not isinstance(first.body, WorksheetFilled):
        return None
    filled = first.body
    latest_by_field: dict[str, Answer] = {}
    for one in standing:
        match one.body:
            case WorksheetFilled(answers=answers) | WorksheetRevised(answers=answers):
                latest_by_field |= {answer.field_id: answer for answer in answers}
            case _:
                pass
    return WorksheetRow(
        worksheet_id=filled.worksheet_id,
        template_id=filled.template_id,
        template_version=filled.template_version,
        title_shown=filled.title_shown,
        lang=filled.lang,
        answers=tuple(answer for answer in latest_by_field.values() if not is_empty(answer)),
        at=first.event.at,
        tz=first.event.tz,
        stamp=(first.event.hlc, first.device, first.event.id),
    )


def is_empty(answer: Answer) -> bool:
    """Whether an answer holds nothing: its field was emptied."""
    return answer == Answer(field_id=answer.field_id, asked=answer.asked)
