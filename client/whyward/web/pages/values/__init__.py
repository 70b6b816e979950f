"""Pages about values: the list, one value, the statement, then and now, tensions."""

from typing import Final

from whyward.web.pages.values import listing, one, statement, tensions, then_and_now
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (
    *listing.ROUTES,
    *one.ROUTES,
    *statement.ROUTES,
    *tensions.ROUTES,
    *then_and_now.ROUTES,
)
