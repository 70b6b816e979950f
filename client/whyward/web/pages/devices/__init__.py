"""Devices and recovery: who is in, letting one in, shutting one out, the relay, and the 24 words.

A part that is not named here is not there.
"""

from typing import Final

from whyward.web.pages.devices import aside, joining, linking, listing, one, recovery, relay
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (
    *aside.ROUTES,
    *joining.ROUTES,
    *linking.ROUTES,
    *listing.ROUTES,
    *one.ROUTES,
    *recovery.ROUTES,
    *relay.ROUTES,
)
