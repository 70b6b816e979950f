"""One route: a method, a path with named parts, and the handler that answers.

`needs` says in which state of the desk it may be reached; everything but a few pages needs an open journal.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from whyward.web.request import Handler

_PART: Final = re.compile(r"\{([a-z_]+)\}")


class Needs(Enum):
    """What a route needs of the desk."""

    OPEN = "an open journal"
    NOTHING = "nothing: it works before unlocking too"


@dataclass(frozen=True, slots=True)
class Route:
    """A pattern such as `/values/{value}`; a part matches all but a slash."""

    method: str
    pattern: str
    handler: Handler
    needs: Needs = Needs.OPEN


class Routes:
    """A table of routes."""

    def __init__(self, routes: Iterable[Route]) -> None:
        """Take the routes; two of one method and pattern are a mistake of ours."""
        self.all: Sequence[Route] = tuple(routes)
        names = [(route.method, _PART.sub("{}", route.pattern)) for route in self.all]
        assert len(set(names)) == len(names), "two routes of one pattern"
        # What is spelt out goes before what has a part: `/goals/new` before `/goals/{goal}`.
        ordered = sorted(self.all, key=lambda route: route.pattern.count("{"))
        self._compiled = [(_compiled(route.pattern), route) for route in ordered]

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        """Return the route of a path with the parts it names."""
        for pattern, route in self._compiled:
            match = pattern.fullmatch(path)
            if match is not None and route.method == method:
                return route, match.groupdict()
        return None


def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = _PART.split(pattern)
    text = "".join(re.escape(piece) if place % 2 == 0 else f"(?P<{piece}>[^/]+)" for place, piece in enumerate(pieces))
    return re.compile(text)


def get(pattern: str, handler: Handler, needs: Needs = Needs.OPEN) -> Route:
    """Return a route for looking."""
    return Route("GET", pattern, handler, needs)


def post(pattern: str, handler: Handler, needs: Needs = Needs.OPEN) -> Route:
    """Return a route for doing."""
    return Route("POST", pattern, handler, needs)
