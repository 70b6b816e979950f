"""`whyward progress` and `whyward align`: what adds up, and where the steps went, in sentences.

The days with a step are the only number here; it can grow and do nothing else.
"""

import click

from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.insights import insight_lines
from whyward.cli.verbs import Verb
from whyward.journal.projections.alignment import alignment
from whyward.journal.projections.progress import NOTHING_YET, ProgressPage, progress_page


@click.command(cls=Verb)
@click.pass_obj
def progress(face: Face) -> None:
    """See what adds up."""
    page = with_pages(face, lambda pages: progress_page(pages, today_of(pages)))
    face.answer(page, "\n".join(_lines(page)) or NOTHING_YET)


@click.command(cls=Verb)
@click.pass_obj
def align(face: Face) -> None:
    """See where your steps of the last 28 days went, beside the order of your values."""
    found = with_pages(face, lambda pages: alignment(pages, today_of(pages)))
    face.answer(found, "\n".join(found.sentences) or NOTHING_YET)


def _lines(page: ProgressPage) -> list[str]:
    lines: list[str] = []
    if page.days_toward:
        days = "1 day" if page.days_toward == 1 else f"{page.days_toward} days"
        lines.append(f"There was a step on {days} so far. They stay.")
    parts = [
        ("Where your steps went", list(page.alignment.sentences)),
        ("Waiting, whenever you like", [line for one in page.waiting for line in insight_lines(one)]),
        ("Noticed", [line for one in page.insights for line in insight_lines(one)]),
        ("Kept", [one.text for one in page.kept]),
    ]
    for heading, said in parts:
        if said:
            lines += ["", heading, *(f"  {line}" for line in said)]
    return lines
