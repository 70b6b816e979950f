"""Pages about choices: moments of choice, and decisions weighed by values."""

from typing import Final

from whyward.web.pages.choices import deciding, points, weighing
from whyward.web.route import Route

ROUTES: Final[tuple[Route, ...]] = (*points.ROUTES, *deciding.ROUTES, *weighing.ROUTES)
