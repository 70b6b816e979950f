"""Letting one more device in, from this one: a code to type there, then the words that it shows, typed here.

The code is made here and never taken from elsewhere; nothing is shared before the words fit.
"""

from whyward.journal.journal import Journal
from whyward.protocol.ids import DeviceId
from whyward.web.errand import Errand


class Linking(Errand):
    """The trusted device's side."""

    code = ""
    relay = ""
    device: DeviceId | None = None

    async def begin(self, journal: Journal) -> None:
        """Get a code from the relay, and wait in the background for a device that knows it."""
        self.device = None

        async def let_in() -> None:
            self.relay = (await journal.status(entry_count=0)).relay or ""
            self.device = await journal.link(show_code=self._show_code, ask_words=self._asked)

        await self._begin(let_in)

    def _show_code(self, code: str) -> None:
        self.code = code
        self._show()

    def _forget(self) -> None:
        self.code = ""
