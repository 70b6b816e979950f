"""A phrase: what happened, in two halves between which a day may stand.

It knows no kind of event.
"""

from typing import NamedTuple


class Phrase(NamedTuple):
    """The two halves of a sentence; the day goes in between: "Made smaller", "because it was too big"."""

    what: str
    rest: str = ""
    note: str | None = None

    def on(self, day: str) -> str:
        """Return the sentence with its day."""
        return " ".join(part for part in (self.what, "on", day, self.rest) if part)

    def plain(self) -> str:
        """Return the sentence without a day."""
        return " ".join(part for part in (self.what, self.rest) if part)
