"""Ending the app while a window is open: its stream of news ends with it, so that nobody waits for the end."""

import asyncio
from pathlib import Path

import aiohttp

from whyward.adapters.browser import FORM_TYPE
from whyward.adapters.home import Lock
from whyward.journal.key_file import Unlock
from whyward.web.desk import Desk
from whyward.web.guard import SESSION_HEADER
from whyward.web.server import LIVE, serving


def _raise(fault: BaseException) -> None:
    raise fault


async def test_an_open_window_does_not_hold_up_the_end(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "home", show_in_terminal=lambda _: None)
    await desk.found(Lock(Unlock.FILE))
    async with aiohttp.ClientSession() as http, asyncio.timeout(60):
        async with serving(desk, _raise) as server:
            origin = f"http://{server.address}"
            token = server.launch_url().partition("#")[2]
            headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin", "Content-Type": FORM_TYPE}
            async with http.post(f"{origin}/session", data=f"token={token}", headers=headers) as entered:
                key = await entered.text()
            live = await http.get(f"{origin}{LIVE}", headers={SESSION_HEADER: key, "Sec-Fetch-Site": "same-origin"})
            assert live.status == 200
            loop = asyncio.get_running_loop()
            began = loop.time()

        assert loop.time() - began < 5
        assert (await live.read()).endswith(b"changed\n")
