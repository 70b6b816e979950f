"""Hard times, reminders, settings, and what Whyward says of itself: each file is one part, and ends with its routes.

It knows no journal that is locked except by its plain file, if the person wants one.
"""

from typing import Final

from whyward.web.pages.caring import about, help_now, reminders, settings, support
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (
    *about.ROUTES,
    *help_now.ROUTES,
    *reminders.ROUTES,
    *settings.ROUTES,
    *support.ROUTES,
)
