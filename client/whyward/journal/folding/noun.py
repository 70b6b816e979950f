"""One noun: how its entities are called, what its rows look like, and the fold that makes one.

It knows no noun itself; the list of them is `nouns`.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import msgspec

from whyward.journal.folding.happened import Happened

R = TypeVar("R", bound=msgspec.Struct)

_encode = msgspec.msgpack.Encoder().encode


class Noun(Generic[R]):
    """A noun: the start of its entities' names, the form of its rows, and the fold that makes one."""

    __slots__ = ("_fold", "decode", "last_wins", "prefix")

    def __init__(
        self,
        prefix: bytes,
        row: type[R],
        fold: Callable[[Sequence[Happened]], R | None],
        *,
        last_wins: bool = False,
    ) -> None:
        """Rows are stored as msgpack of `row`. `last_wins` says that the fold looks at the last standing event only."""
        self.last_wins = last_wins
        self.prefix = prefix
        self.decode: Callable[[bytes], R] = msgspec.msgpack.Decoder(row).decode
        self._fold = fold

    def folded(self, happened: Sequence[Happened]) -> bytes | None:
        """Return the stored form of the row that these events, in total order, come to."""
        row = self._fold(happened)
        return None if row is None else _encode(row)
