"""The start of exploring: one small question, and every other way in.

Nothing on it counts what was gone through.
"""

from typing import Final

from whyward.content.starts import suggested
from whyward.journal.projections.exploring import apart, glimpses_shown, pieces, reflections, start_of, worksheets
from whyward.web.pages.exploring.asking import offered, worded
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get

_SHOWN: Final = 3


async def show_hub(request: Request) -> Response:
    """Offer one question, and show the other ways in."""
    pages = request.pages
    there = offered(request)
    written = {one.prompt_id for one in reflections(pages) if one.text is not None}
    first = next((one for one in there if one.id not in written), there[0])
    start, (words_apart, pieces_apart) = start_of(pages), apart(pages)
    fitting, low = suggested(start.contexts), request.desk.settings.low_energy
    return page(
        request,
        "exploring/hub.html",
        first=first,
        words=worded(request, first),
        lines=fitting.lines if start.contexts else (),
        quick=fitting.quick_deck or low,
        is_gentle=low or (bool(start.contexts) and fitting.is_gentle),
        reflections=[one for one in reflections(pages) if one.text is not None][:_SHOWN],
        glimpses=[one for one in glimpses_shown(pages) if one.value_id is None][:_SHOWN],
        pieces=pieces(pages)[:_SHOWN],
        worksheets=worksheets(pages)[:_SHOWN],
        waiting=bool(words_apart or pieces_apart),
    )


ROUTES: Final[tuple[Route, ...]] = (get("/explore", show_hub),)
