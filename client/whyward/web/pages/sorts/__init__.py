"""Pages of the card sort, in the order in which a person meets them."""

from typing import Final

from whyward.web.pages.sorts import answering, choosing, ending, listing, ordering, placing, printing, starting
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (
    *starting.ROUTES,
    *placing.ROUTES,
    *listing.ROUTES,
    *choosing.ROUTES,
    *ordering.ROUTES,
    *answering.ROUTES,
    *ending.ROUTES,
    *printing.ROUTES,
)
