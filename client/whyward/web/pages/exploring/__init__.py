"""Pages of exploring: questions, creative pieces, worksheets, primers, where one starts, a guided example."""

from typing import Final

from whyward.web.pages.exploring import (
    creating,
    example,
    filling,
    glimpsing,
    hub,
    learning,
    reading,
    reflecting,
    starting,
)
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (
    *hub.ROUTES,
    *reflecting.ROUTES,
    *reading.ROUTES,
    *glimpsing.ROUTES,
    *creating.ROUTES,
    *filling.ROUTES,
    *learning.ROUTES,
    *starting.ROUTES,
    *example.ROUTES,
)
