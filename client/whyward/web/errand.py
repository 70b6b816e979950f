"""An errand: something that goes on between pages, such as letting a device in; it may ask, and ends well or not.

Pages begin it, hand it what a person typed, and show where it is; whenever it moves, the pages are told.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Final

from whyward.journal.errors import JournalError
from whyward.journal.sentences import sentence
from whyward.protocol.errors import WhywardError
from whyward.web.changes import Changes

_WAIT_S: Final = 10.0
"""How long a page waits for an errand to move; after that the page is told by itself."""


class Stage(StrEnum):
    """Where an errand is."""

    IDLE = "idle"
    BUSY = "busy"
    SHOWING = "showing"
    ASKING = "asking"
    DONE = "done"
    ENDED = "ended"


class Errand:
    """One errand at a time; a new one takes the place of the one before."""

    def __init__(self, changes: Changes) -> None:
        """Do nothing yet."""
        self._changes = changes
        self._task: asyncio.Task[None] | None = None
        self._moved = asyncio.Event()
        self._answer: asyncio.Future[str] | None = None
        self.stage = Stage.IDLE
        self.trouble: str = ""
        self.tries = 0

    @property
    def goes_on(self) -> bool:
        """Whether it is neither over nor never begun."""
        return self._task is not None and not self._task.done()

    async def answer(self, text: str) -> None:
        """Hand over what was asked for, and wait until that led somewhere; nothing happens if nothing is asked."""
        if self._answer is None or self._answer.done():
            return
        moved = self._moved
        self.stage = Stage.BUSY
        self._answer.set_result(text)
        await _waited(moved)

    async def stop(self) -> None:
        """End it, wherever it is, and forget all about it."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
        self._forget()
        self.trouble, self.tries = "", 0
        if self.stage is not Stage.IDLE:
            self._turn(Stage.IDLE)

    async def _begin(self, work: Callable[[], Awaitable[None]]) -> None:
        """Begin in place of what was before, and wait until there is something to show."""
        await self.stop()
        self.stage, moved = Stage.BUSY, self._moved
        self._task = asyncio.create_task(self._run(work))
        await _waited(moved)

    def _show(self) -> None:
        """Say that there is something to show."""
        self._turn(Stage.SHOWING)

    async def _asked(self) -> str:
        """Ask the person, and wait for what they type."""
        self.tries += 1
        self._answer = asyncio.get_running_loop().create_future()
        self._turn(Stage.ASKING)
        return await self._answer

    def _forget(self) -> None:
        """Forget what nobody needs once it is over."""

    async def _run(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except JournalError as error:
            self._over(error.text)
        except WhywardError as error:
            self._over(str(error))
        except OSError as error:
            self._over(sentence("the system refused") if error.strerror is None else error.strerror.lower())
        except Exception:
            self._over(sentence("it did not work on this computer"))
            raise
        else:
            self._forget()
            self._turn(Stage.DONE)

    def _over(self, text: str) -> None:
        self._forget()
        self.trouble = text
        self._turn(Stage.ENDED)

    def _turn(self, stage: Stage) -> None:
        self.stage = stage
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()
        self._changes.tell()


async def _waited(moved: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(moved.wait(), _WAIT_S)
