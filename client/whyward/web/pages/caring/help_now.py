"""Help now: danger, people, lines, instructions, other places. It works before unlocking, and asks nothing.

That it was looked at is recorded nowhere; the region in the address is for this one look.
"""

from typing import Final, NamedTuple

from babel.dates import format_date

from whyward.adapters.help_file import read_help_file
from whyward.content.helplines import Helpline, Region, helplines, lines_in, region_of
from whyward.journal.projections.help_now import HelpNow, help_now
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Needs, Route, get
from whyward.web.texts import Texts


class InRegion(NamedTuple):
    """A region with its helplines."""

    region: Region
    lines: tuple[Helpline, ...]


async def show_help_now(request: Request) -> Response:
    """Show it."""
    desk = request.desk
    own, is_shown = HelpNow(), desk.is_open
    if desk.is_open:
        own = help_now(request.pages)
    else:
        kept = read_help_file(desk.home)
        own, is_shown = kept or own, kept is not None
    chosen = region_of(request.query.optional("region") or own.region)
    return page(
        request,
        "caring/help_now.html",
        own=own,
        is_shown=is_shown,
        chosen=chosen,
        groups=_grouped(chosen),
        regions=[(region.code, region.name) for region in helplines().regions],
        elsewhere=helplines().elsewhere,
        checked=checked_words,
    )


def _grouped(chosen: Region | None) -> list[InRegion]:
    regions = helplines().regions if chosen is None else (chosen,)
    return [InRegion(region, lines_in(region.code)) for region in regions]


def checked_words(row: Region | Helpline, texts: Texts) -> str:
    """Return how sure a number is."""
    if row.verified_on is None:
        return texts.gettext("Not yet checked by a call of ours. Numbers can change.")
    month = format_date(row.verified_on, "MMMM yyyy", locale=texts.locale)
    return texts.gettext("Checked in %(month)s. Numbers can change.") % {"month": month}


ROUTES: Final[tuple[Route, ...]] = (get("/help-now", show_help_now, Needs.NOTHING),)
