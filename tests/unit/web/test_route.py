"""The table of routes: a path finds its one route, parts and all, and what needs an open journal says so."""

import pytest

from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Needs, Routes, get, post
from whyward.web.routes import ROUTES


async def _answer(request: Request) -> Response:
    del request
    return Response()


TABLE = Routes(
    (
        get("/goals/{goal}", _answer),
        get("/goals/new", _answer, Needs.NOTHING),
        post("/goals/{goal}", _answer),
        get("/goals/{goal}/steps/{step}", _answer),
    )
)


def found(method: str, path: str) -> tuple[str, dict[str, str]] | None:
    """Return the pattern and parts of a path."""
    one = TABLE.find(method, path)
    return None if one is None else (one[0].pattern, one[1])


def test_a_path_gives_its_parts() -> None:
    assert found("GET", "/goals/4f2a/steps/77") == ("/goals/{goal}/steps/{step}", {"goal": "4f2a", "step": "77"})


def test_what_is_spelt_out_goes_before_what_has_a_part() -> None:
    assert found("GET", "/goals/new") == ("/goals/new", {})
    assert found("POST", "/goals/new") == ("/goals/{goal}", {"goal": "new"})


@pytest.mark.parametrize(
    "path", ["/goals", "/goals/", "/goals/a/b", "/goals//", "goals/new", "/goals/new/", "/Goals/new", "/goals/a\n/"]
)
def test_a_path_that_is_not_in_the_table_finds_nothing(path: str) -> None:
    assert found("GET", path) is None


def test_another_method_finds_nothing() -> None:
    assert found("DELETE", "/goals/new") is None
    assert found("POST", "/goals/4f2a/steps/77") is None


def test_two_routes_of_one_pattern_are_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError, match="two routes"):
        Routes((get("/a/{one}", _answer), get("/a/{other}", _answer)))


def test_what_works_before_unlocking_is_a_short_list() -> None:
    """Whoever adds to it has thought about who may be looking at a locked screen."""
    first = {route.pattern.split("/")[1] for route in ROUTES.all if route.needs is Needs.NOTHING}

    assert first == {"about", "accessibility", "help-now", "keys", "lock", "parts", "unlock", "welcome"}


def test_nothing_is_done_by_looking() -> None:
    """What is asked for by a link is a page; what does something is asked for by a form."""
    assert {route.method for route in ROUTES.all} == {"GET", "POST"}
