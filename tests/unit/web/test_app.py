"""Who gets the word that something changed: a window with a key, by a request that the guard lets through."""

from pathlib import Path

import pytest

from tests.support.web_desk import ADDRESS, app_at
from whyward.web.guard import SESSION_HEADER, Asked
from whyward.web.server import LIVE

OURS = {"sec-fetch-site": "same-origin"}


async def test_a_window_of_ours_is_told_what_changed(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        session = app.sessions.admit(app.sessions.launch())
        assert session is not None
        assert app.admitted(Asked("GET", LIVE, (ADDRESS,), OURS | {SESSION_HEADER: session.key})) is session


@pytest.mark.parametrize(
    ("hosts", "headers"),
    [
        (("evil.example",), {}),
        ((), {}),
        ((ADDRESS,), {"sec-fetch-site": "cross-site"}),
        ((ADDRESS,), {"origin": "http://evil.example"}),
        ((ADDRESS,), {"upgrade": "websocket"}),
        ((ADDRESS,), {SESSION_HEADER: "0" * 64}),
    ],
)
async def test_nobody_else_is_told_that_anything_changed(
    tmp_path: Path, hosts: tuple[str, ...], headers: dict[str, str]
) -> None:
    async with app_at(tmp_path / "home") as app:
        session = app.sessions.admit(app.sessions.launch())
        assert session is not None
        assert app.admitted(Asked("GET", LIVE, hosts, OURS | {SESSION_HEADER: session.key} | headers)) is None
