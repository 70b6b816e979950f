"""Everything the journal refuses, in a person's words: what happened, what is safe, what to do next.

Each class carries the exit status of the command line's contract; sentences never quote what a person wrote, except
short names they typed themselves.
"""

from typing import ClassVar

from whyward.journal.sentences import Sentence
from whyward.protocol.errors import WhywardError


class JournalError(WhywardError):
    """A refusal with a next step. `str(error)` is what happened; `hint` is what to do."""

    exit_status: ClassVar[int] = 1

    def __init__(self, text: str, *, hint: str = "") -> None:
        """Take two plain sentences, without a full stop at the end of the first; one with fields is a `sentence`."""
        super().__init__(text)
        self.text = text if isinstance(text, Sentence) else Sentence(text)
        self.hint = hint if isinstance(hint, Sentence) else Sentence(hint)


class Refused(JournalError):
    """The wish cannot be done as it is; nothing was recorded."""


class BadInput(JournalError):
    """The words of the wish are off (a date, a number, an empty text); nothing was recorded."""

    exit_status = 2


class NotFound(Refused):
    """Nothing, or more than one thing, goes by that name."""


class Locked(JournalError):
    """The secret is wrong, missing or out of reach; the records are safe but stay shut."""

    exit_status = 3


class Unreachable(JournalError):
    """The relay is out of reach or does not answer as a relay does; what was recorded is safe on this device."""

    exit_status = 4


class Damaged(JournalError):
    """A file of the journal is not as this program wrote it; nothing was changed."""
