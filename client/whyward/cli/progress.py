"""Progress on a terminal: a sign of life for what takes a while, and counts for what is carried.

Nothing is drawn where nobody looks; what is quick shows nothing at all. Rich is loaded only when something is drawn.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from whyward.cli.face import Face

_PATIENCE_S = 0.5
"""People notice a wait from about here on; before it, a flicker would only disturb."""

Tell = Callable[[str], None]


@asynccontextmanager
async def sign_of_life(face: Face, text: str) -> AsyncGenerator[Tell]:
    """Show that something goes on, if it goes on for long; give back a function that changes the words."""
    if not face.is_on_terminal():
        yield lambda _text: None
        return
    words = [text]
    drawing = asyncio.ensure_future(_draw(words))
    try:
        yield lambda text: words.__setitem__(0, text)
    finally:
        drawing.cancel()
        await asyncio.wait({drawing})


async def _draw(words: list[str]) -> None:
    await asyncio.sleep(_PATIENCE_S)
    from rich.console import Console  # noqa: PLC0415  # only where it is drawn: it doubles the start-up time

    with Console(stderr=True, highlight=False).status(words[0]) as status:
        while True:
            status.update(words[0])
            await asyncio.sleep(0.1)
