"""Pages about noticing and looking back: check-ins, targets, scales, reviews, the timeline, progress, wins, moods."""

from typing import Final

from whyward.web.pages.noticing import (
    aiming,
    checking,
    comparing,
    feeling,
    growing,
    reviewing,
    scaling,
    telling,
)
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (
    *checking.ROUTES,
    *aiming.ROUTES,
    *comparing.ROUTES,
    *scaling.ROUTES,
    *reviewing.ROUTES,
    *telling.ROUTES,
    *growing.ROUTES,
    *feeling.ROUTES,
)
