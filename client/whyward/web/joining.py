"""Making this device one of a person's devices: the code of a trusted device, then words to type there.

Nothing is written here before that device has let this one in.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from whyward.adapters.home import Lock, join_home
from whyward.web.errand import Errand


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a person says of a device that is to come in."""

    home: Path
    lock: Lock = field(repr=False)
    code: str = field(repr=False)
    relay: str


class Joining(Errand):
    """The new device's side."""

    words: Sequence[str] = ()
    relay = ""

    async def begin(self, newcomer: Newcomer, settle: Callable[[], Awaitable[None]]) -> None:
        """Join in the background; once it is in, `settle` opens what came."""
        self.relay = newcomer.relay

        async def get_in() -> None:
            await join_home(
                newcomer.home,
                newcomer.lock,
                newcomer.code,
                relay=newcomer.relay,
                show_words=self._show_words,
                ask_code=self._asked,
            )
            await settle()

        await self._begin(get_in)

    def _show_words(self, words: list[str]) -> None:
        self.words = tuple(words)
        self._show()

    def _forget(self) -> None:
        self.words = ()
