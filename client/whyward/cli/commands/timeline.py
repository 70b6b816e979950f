"""`whyward timeline`: everything that happened, by the day it was lived.

What was taken back stays, marked.
"""

from datetime import date

import click
import msgspec

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import iso, short
from whyward.cli.verbs import Verb
from whyward.cli.words import DAY
from whyward.journal.names import find_domain, find_value
from whyward.journal.pages import Pages
from whyward.journal.projections.timeline import Moment
from whyward.journal.projections.timeline import timeline as timeline_of
from whyward.journal.projections.wanted import Wanted


class MomentShown(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the timeline for programs."""

    event_id: bytes
    act_id: bytes
    device_id: bytes
    on: date
    at: str
    kind: str
    ref: str
    title: str
    text: str
    note: str | None
    taken_back: bool


@click.command(cls=Verb)
@click.option("--from", "first", type=DAY, metavar="DATE", help="From this day on.")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Up to this day.")
@click.option("--value", metavar="V", help="Only what touches this value.")
@click.option("--domain", metavar="D", help="Only what touches this part of life.")
@click.option("--kind", metavar="KIND", help="Only entry, step, goal, value, barrier, …")
@click.pass_obj
def timeline(
    face: Face, first: date | None, last: date | None, value: str | None, domain: str | None, kind: str | None
) -> None:
    """See everything that happened, the latest day first."""

    def read(pages: Pages) -> list[Moment]:
        value_id = None if value is None else find_value(pages, value).value_id
        domain_id = None if domain is None else find_domain(pages, domain)
        return timeline_of(pages, Wanted(first=first, last=last, value_id=value_id, domain_id=domain_id, kind=kind))

    found = with_pages(face, read)
    if face.as_json:
        face.give([_shown(moment) for moment in found])
        return
    face.show("\n".join(_lines(found)) or "Nothing here. That is fine.")


def _shown(moment: Moment) -> MomentShown:
    return MomentShown(
        event_id=moment.event_id,
        act_id=moment.act_id,
        device_id=moment.device,
        on=moment.on,
        at=iso(moment.at),
        kind=moment.kind,
        ref=moment.ref,
        title=moment.title,
        text=moment.text,
        note=moment.note,
        taken_back=moment.taken_back,
    )


def _lines(found: list[Moment]) -> list[str]:
    lines: list[str] = []
    day: date | None = None
    for moment in found:
        if moment.on != day:
            lines += ["", moment.on.isoformat()] if lines else [moment.on.isoformat()]
            day = moment.on
        title = f"{one_line(moment.title)}: " if moment.title else ""
        taken_back = " (taken back)" if moment.taken_back else ""
        lines.append(f"  {short(moment.act_id)}  {title}{one_line(moment.text)}{taken_back}")
        if moment.note:
            lines.append(f"            {one_line(moment.note)}")
    return lines
