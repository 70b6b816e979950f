"""What was done, day by day.

Days without a step are not in it.
"""

from datetime import date

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import short
from whyward.cli.shown.names import listed
from whyward.journal.projections.ledger import LedgerDay, ledger
from whyward.journal.projections.steps import Step

_SIZES = {"tiny": "a tiny step", "part": "a part of it", "all": "a step", "more": "more than planned"}


def show_days(face: Face, *, first: date | None, last: date | None) -> None:
    """Show the days that have steps, the latest first."""
    days = with_pages(face, lambda pages: ledger(pages, first, last))
    text = "\n".join(line for day in days for line in _day(day))
    face.answer(days, text or "No steps here. Any size counts: whyward step -m NOTE")


def _day(day: LedgerDay) -> list[str]:
    toward = f"  toward {listed(list(day.values))}" if day.values else ""
    return [f"{day.on.isoformat()}{toward}", *(f"  - {_told(step)}" for step in day.steps)]


def _told(step: Step) -> str:
    what = one_line(step.note or step.goal or "")
    again = " (told before)" if step.counted_before else ""
    return f"{_SIZES.get(step.how_much, 'a step')}{f': {what}' if what else ''} ({short(step.id)}){again}"
