"""The table of all routes, put together from the pages.

A part of the app that is not named here is not there.
"""

from typing import Final

from whyward.web.pages import (
    barriers,
    caring,
    choices,
    compass,
    devices,
    domains,
    entries,
    exploring,
    goals,
    noticing,
    opening,
    plumbing,
    practice,
    sharing,
    sorts,
    steps,
    today,
    tour,
    values,
    why,
)
from whyward.web.route import Routes

ROUTES: Final = Routes(
    (
        *barriers.ROUTES,
        *caring.ROUTES,
        *choices.ROUTES,
        *compass.ROUTES,
        *devices.ROUTES,
        *domains.ROUTES,
        *entries.ROUTES,
        *exploring.ROUTES,
        *goals.ROUTES,
        *noticing.ROUTES,
        *opening.ROUTES,
        *plumbing.ROUTES,
        *practice.ROUTES,
        *sharing.ROUTES,
        *sorts.ROUTES,
        *steps.ROUTES,
        *today.ROUTES,
        *tour.ROUTES,
        *values.ROUTES,
        *why.ROUTES,
    )
)
