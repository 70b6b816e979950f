"""Making new recovery words: they wait in memory until the person says that they are on paper, and count from then on.

Whoever leaves before that keeps the old words.
"""

from collections.abc import Sequence

from whyward.journal.journal import Journal
from whyward.web.errand import Errand


class Renewing(Errand):
    """New words in place of the old ones."""

    words: Sequence[str] = ()

    async def begin(self, journal: Journal) -> None:
        """Make the words, and wait in the background for the yes."""

        async def show(words: list[str]) -> None:
            self.words = tuple(words)
            await self._asked()

        await self._begin(lambda: journal.trust().renew_kit(show))

    def _forget(self) -> None:
        self.words = ()
