"""What others show to this person: before a session and in it, what this side says, and how long copies stay.

A part that is not named here is not there.
"""

from typing import Final

from whyward.web.pages.practice import keeping, looking, saying
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (*looking.ROUTES, *saying.ROUTES, *keeping.ROUTES)
