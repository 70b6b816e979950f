"""Sharing: who sees what, somebody new, what they are to see, less of it, and what went out.

A part that is not named here is not there.
"""

from typing import Final

from whyward.web.pages.sharing import (
    accepting,
    agreeing,
    choosing,
    handing,
    inbox,
    inviting,
    keeping,
    looking,
    meeting,
    people,
    sending,
)
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (
    *people.ROUTES,
    *inviting.ROUTES,
    *accepting.ROUTES,
    *choosing.ROUTES,
    *agreeing.ROUTES,
    *keeping.ROUTES,
    *looking.ROUTES,
    *handing.ROUTES,
    *inbox.ROUTES,
    *meeting.ROUTES,
    *sending.ROUTES,
)
