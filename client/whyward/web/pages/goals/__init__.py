"""Pages about goals: the list, a new one, one in full, and all that may become of it."""

from typing import Final

from whyward.web.pages.goals import choosing, easing, listing, looking, moving, one, planning, plans, timing, willing
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (
    *listing.ROUTES,
    *choosing.ROUTES,
    *one.ROUTES,
    *moving.ROUTES,
    *easing.ROUTES,
    *planning.ROUTES,
    *timing.ROUTES,
    *plans.ROUTES,
    *looking.ROUTES,
    *willing.ROUTES,
)
