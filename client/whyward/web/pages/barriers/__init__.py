"""Pages about what gets in the way: naming it, a tool, what now; all of them together, and the toolbox."""

from typing import Final

from whyward.web.pages.barriers import answering, expecting, looking, meeting, toolbox, trying
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (
    *meeting.ROUTES,
    *trying.ROUTES,
    *answering.ROUTES,
    *expecting.ROUTES,
    *looking.ROUTES,
    *toolbox.ROUTES,
)
