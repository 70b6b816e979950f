"""The files that every window fetches: style, scripts, the small drawing of the tab. Nothing of the person's.

They are looked up in a list made of the package; no path is ever put together from a request.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from whyward.web.response import Response

_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


def static_file(path: str) -> Response | None:
    """Return the file of a path such as `/static/shell.js`."""
    found = _files().get(path)
    return None if found is None else Response(body=found.read_bytes(), type=_TYPES[path.rpartition(".")[2]])


@cache
def _files() -> dict[str, Traversable]:
    found: dict[str, Traversable] = {}
    waiting = [("/static", files("whyward.web").joinpath("static"))]
    while waiting:
        path, folder = waiting.pop()
        for one in folder.iterdir():
            here = f"{path}/{one.name}"
            if one.is_dir():
                waiting.append((here, one))
            elif here.rpartition(".")[2] in _TYPES:
                found[here] = one
    return found
