"""A phrase: what happened, in two halves between which a day may stand; and the words that phrases are made with.

It knows no kind of event.
"""

from datetime import date
from typing import NamedTuple

from whyward.journal.days import day_in_words
from whyward.journal.sentences import Sentence, joined, sentence


class Phrase(NamedTuple):
    """The two halves of a sentence; the day goes in between: "Made smaller", "because it was too big"."""

    what: str
    rest: str = ""
    note: str | None = None

    def on(self, day: str) -> Sentence:
        """Return the sentence with its day."""
        if not self.rest:
            return sentence("%(what)s on %(day)s", what=self.what, day=day)
        return sentence("%(what)s on %(day)s %(rest)s", what=self.what, day=day, rest=self.rest)

    def plain(self) -> Sentence:
        """Return the sentence without a day."""
        return joined([part for part in (self.what, self.rest) if part])


def until(day: date | None, today: date | None) -> str:
    """Return until when something lasts, or nothing."""
    return "" if day is None else sentence("until %(day)s", day=day_in_words(day, today))
