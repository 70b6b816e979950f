"""The fields of a form or of an address, as a person filled them in.

It reads and checks their shape; what they mean is for the page and the journal to say.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from whyward.journal.errors import BadInput

_AMOUNT: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{0,6})?|-?\.[0-9]{1,6}")
_TRY_A_NUMBER: Final = "Try a whole number such as 3. Your text is safe."


class FieldRefused(BadInput):
    """What stands in one field is off; the page shows the sentence beside that field, and keeps all that was typed."""

    def __init__(self, field: str, text: str, *, hint: str = "") -> None:
        """Take the field's name, and two plain sentences."""
        super().__init__(text, hint=hint)
        self.field = field


class Form:
    """Names with values, in the order they were sent."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Keep the pairs as they are."""
        self._pairs = tuple(pairs)

    def pairs(self) -> Sequence[tuple[str, str]]:
        """Return all of them."""
        return self._pairs

    def text(self, name: str) -> str:
        """Return the text of a field as it was typed, or an empty one."""
        return next((value for key, value in self._pairs if key == name), "")

    def optional(self, name: str) -> str | None:
        """Return the text of a field, or None where nothing but space is in it."""
        return self.text(name) if self.text(name).strip() else None

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a field that has something in it: boxes that were ticked, lines that were filled."""
        return tuple(value for key, value in self._pairs if key == name and value.strip())

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the lines of a field that have something in them."""
        return tuple(line.strip() for line in self.text(name).splitlines() if line.strip())

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked, or a button of that name was pressed."""
        return bool(self.all(name))

    def number(self, name: str) -> int | None:
        """Return a whole number, or None for none; raise `FieldRefused` for anything else."""
        text = self.text(name).strip()
        if not text:
            return None
        if not text.removeprefix("-").isdecimal() or not text.isascii() or len(text) > 9:  # noqa: PLR2004  # far beyond any scale
            raise FieldRefused(name, "That number did not work", hint=_TRY_A_NUMBER)
        return int(text)

    def amount(self, name: str) -> float | None:
        """Return a number that may have a part after the point, or None for none."""
        text = self.text(name).strip().replace(",", ".")
        if not text:
            return None
        if not _AMOUNT.fullmatch(text):
            raise FieldRefused(name, "That number did not work", hint="Try one such as 3 or 2.5. Your text is safe.")
        return float(text)

    def day(self, name: str) -> date | None:
        """Return a day, or None for none."""
        text = self.text(name).strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            hint = "Try 2026-03-04. Your text is safe."
            raise FieldRefused(name, "That date did not work", hint=hint) from None
