"""What a handler answers: a status, a few headers, and bytes.

It knows no template; `rendering.page` makes the pages.
"""

from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. What guards every page (policies, no keeping) is added by the app."""

    status: int = 200
    body: bytes = b""
    type: str = HTML
    headers: dict[str, str] = field(default_factory=dict[str, str])


def see_other(path: str) -> Response:
    """Answer a form: what was asked is done, go and look there (303)."""
    assert path.startswith("/"), "within this app alone"
    return Response(303, headers={"Location": path})


def attachment(name: str, body: bytes, type_: str) -> Response:
    """Answer with a file to keep."""
    return Response(body=body, type=type_, headers={"Content-Disposition": f'attachment; filename="{name}"'})
