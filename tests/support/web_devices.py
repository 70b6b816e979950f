"""One person with two devices, brought together by pages alone, over a real relay; nothing is handed over but words.

What a person would read on one screen and type on the other is read from the pages here, too.
"""

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.relay_peer import PATIENCE_S
from tests.support.relay_running import running_relay
from tests.support.web_desk import Shown, Window, app_at, window_of
from whyward.adapters.home import Lock
from whyward.journal.key_file import Unlock
from whyward.relay.config import RelayConfig

PASSPHRASE = "several good words"
UNLOCKED = {"unlock": "file"}


@dataclass
class Two:
    """The device that is in, and the one that is to come."""

    first: Window
    second: Window
    url: str

    async def code(self, passphrase: str = "") -> str:
        """Ask for a code by the page, and read it there."""
        shown = await self.first.post("/devices/link", {"passphrase": passphrase})
        return code_on(shown)

    async def words(self, code: str, name: str = "phone") -> str:
        """Type the code on the other device, and read the words there."""
        fields = {"code": code, "relay": self.url, "name": name, **UNLOCKED}
        return words_on(await self.second.post("/welcome/join", fields))

    async def linked(self, passphrase: str = "") -> str:
        """Bring the second device in; return its number."""
        code = await self.code(passphrase)
        words = await self.words(code)
        await until(self.first, "/devices/link", "The four words")
        done = await self.first.post("/devices/link/words", {"words": words})
        assert "The new device is in" in done.text, done.text
        await until(self.second, "/welcome/join", "This device is in")
        return self.second.journal.device_id.hex()

    async def level(self) -> None:
        """Let both sync until they hold the same."""
        for window in (self.first, self.second, self.first):
            await window.journal.sync()


def code_on(shown: Shown) -> str:
    """Return the code that stands on a page."""
    found = re.search(r'class="big-code"[^>]*>([^<]+)<', shown.html)
    assert found is not None, shown.text
    return found[1]


def words_on(shown: Shown) -> str:
    """Return the words that stand on a page."""
    listed = shown.html.partition('class="words-shown')[2].partition("</ol>")[0]
    words = re.findall(r"<li>(.*?)</li>", listed)
    assert words, shown.text
    return " ".join(words)


async def until(window: Window, path: str, text: str) -> Shown:
    """Ask for a page whenever word comes that something changed, as its live refresh does, until it says something."""
    changes = window.app.desk.changes
    listener = changes.listen(object())
    try:
        async with asyncio.timeout(PATIENCE_S):
            while text not in (shown := await window.get(path)).text:
                await listener.wait()
    finally:
        changes.leave(listener)
    return shown


@asynccontextmanager
async def two_devices(folder: Path, *, passphrase: str = "") -> AsyncGenerator[Two]:
    """Found a journal at a relay, with a passphrase or none, and run the app over an empty folder beside it."""
    lock = Lock(Unlock.PASSPHRASE, passphrase) if passphrase else Lock(Unlock.FILE)
    async with (
        running_relay(RelayConfig(port=0, data=str(folder / "relay.sqlite3"))) as relay,
        app_at(folder / "first") as first,
        app_at(folder / "second") as second,
    ):
        await first.desk.found(lock, relay=relay.at.url)
        first.desk.arrival.words = ()
        await first.desk.journal.name_device("laptop")
        await first.desk.journal.sync()
        yield Two(window_of(first), window_of(second), relay.at.url)
