"""The person's own browser, and a web app that runs already: opening a window on either.

It says nothing of what the window shows.
"""

import webbrowser
from typing import Final

import aiohttp

from whyward.adapters.running_file import Running

LAUNCHER_HEADER: Final = "whyward-launcher"
FORM_TYPE: Final = "application/x-www-form-urlencoded;charset=UTF-8"
"""What our own pages send (URLSearchParams); the header that carries the key is what other pages cannot set."""

_WAIT_S: Final = 5.0


def open_browser(url: str) -> bool:
    """Open an address in the person's browser; tell whether one was found."""
    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False


async def window_of(running: Running) -> str | None:
    """Ask a running web app for one more window; return its address, or None if nobody is there any more."""
    origin = f"http://{running.address}"
    headers = {LAUNCHER_HEADER: running.launcher, "Origin": origin, "Content-Type": FORM_TYPE}
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_WAIT_S), trust_env=False) as session,
            session.post(f"{origin}/launch", headers=headers) as answer,
        ):
            return f"{origin}/#{await answer.text()}" if answer.status == 200 else None  # noqa: PLR2004  # HTTP's own
    except (aiohttp.ClientError, TimeoutError):
        return None
