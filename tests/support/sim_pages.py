"""Light pages for simulated worlds: which events there are, and nothing of what they come to.

What real pages show follows from the set of their events alone (`pages`, rule 1), and properties of their own hold them
to it; so most worlds compare the sets, and the deep ones fold.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import TypeVar

import msgspec

from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.folding.entries import EntryRow
from whyward.journal.folding.noun import Noun
from whyward.journal.log import Log
from whyward.journal.pages import Pages
from whyward.protocol.canonical import encoded
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import Tail

R = TypeVar("R", bound=msgspec.Struct)


class LightPages(Pages):
    """See `Pages`, as far as recording what needs no page and syncing ask for them."""

    def __init__(self) -> None:
        self.told_by_id: dict[bytes, Recorded] = {}
        self._highest = 0
        self._ends: dict[DeviceId, Tail] = {}

    def merge(self, batch: Sequence[Recorded]) -> None:
        """Take in events, each id once; of two under one id the greater stays."""
        for one in batch:
            held = self.told_by_id.setdefault(one.event.id, one)
            if held is not one and held != one:
                self.told_by_id[one.event.id] = max(held, one, key=lambda told: encoded(told.event) + told.device)
            self._highest = max(self._highest, one.event.hlc)

    @property
    def max_hlc(self) -> int:
        """The highest hybrid clock."""
        return self._highest

    @property
    def heads(self) -> dict[DeviceId, Tail]:
        """How far the pages reach."""
        return self._ends

    def set_heads(self, heads: Mapping[DeviceId, Tail]) -> None:
        """Remember how far the pages reach."""
        self._ends = dict(heads)

    def state_hash(self) -> bytes:
        """Return 32 bytes over all events."""
        running = sha256()
        for _, one in sorted(self.told_by_id.items()):
            running.update(encoded(one.event) + one.device)
        return running.digest()

    def count(self) -> int:
        """Return how many events there are."""
        return len(self.told_by_id)

    def all(self, noun: Noun[R]) -> list[R]:
        """Nothing is folded, so nothing is found."""
        del noun
        return []

    def one(self, noun: Noun[R], key: bytes = b"") -> R | None:
        """Nothing is folded, so nothing is found."""
        del noun, key
        return None

    def event(self, event_id: bytes) -> tuple[Event, DeviceId, bool] | None:
        """Return an event and its device; here all stand."""
        told = self.told_by_id.get(event_id)
        return None if told is None else (told.event, told.device, True)

    def entries(self, first: date | None = None, last: date | None = None) -> Iterator[EntryRow]:
        """Nothing is folded, so nothing is found."""
        del first, last
        return iter(())


class LightLog(Log):
    """The log over light pages."""

    def _empty_pages(self) -> Pages:
        return LightPages()
