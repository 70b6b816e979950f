"""Small words of ours between a person's own, and the language that a face speaks them in.

It makes nothing harmless; whoever shows a text does.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from whyward.journal.days import day_in_words


class Speech(Protocol):
    """A language: gettext's two questions, how it writes a day, and what the journal says by itself in it."""

    def gettext(self, message: str) -> str:
        """Return a text in this language."""
        ...

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form of a text that fits a number."""
        ...

    def day(self, day: date) -> str:
        """Return a day as this language writes it."""
        ...

    def told(self, text: str) -> str:
        """Return what the journal says by itself in this language; what a person wrote stays as it is."""
        ...


class English:
    """The language that the texts are written in."""

    def gettext(self, message: str) -> str:
        """Return the text as it is."""
        return message

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form for one, or for any other number."""
        return one if count == 1 else many

    def day(self, day: date) -> str:
        """Return a day such as "4 March 2026"."""
        return day_in_words(day)

    def told(self, text: str) -> str:
        """Return the text as it is."""
        return text


ENGLISH: Final = English()


def listed(names: Sequence[str], speech: Speech = ENGLISH) -> str:
    """Join names with commas and an "and"."""
    *before, last = [speech.told(name) for name in names] or [""]
    return speech.gettext("%(names)s and %(last)s") % {"names": ", ".join(before), "last": last} if before else last


def words(choice: str) -> str:
    """Return a stored choice as words: "not_yet" is "not yet"."""
    return choice.replace("_", " ")
