"""Pages: what answers a `want`, bounded by bytes, always exactly one, and never without the next item if there is one.

It only reads.
"""

from dataclasses import dataclass

from whyward.protocol.errors import TheirFault
from whyward.protocol.frames import Segments, Statements
from whyward.protocol.relay_effects import CompareSegments, ReadSegments, ReadStatements
from whyward.protocol.relay_session import compared
from whyward.protocol.segments import Segment, Tail
from whyward.relay.config import RelayConfig
from whyward.relay.errors import StoreError
from whyward.relay.store import Store


@dataclass(frozen=True, slots=True)
class Same:
    """A repeated push is what the relay holds, up to here."""

    tail: Tail
    relay_seq: int


@dataclass(frozen=True, slots=True)
class Other:
    """A repeated push is not what the relay holds: the first segment that differs, and the fault to answer with."""

    n: int
    segment: Segment
    has_other_header: bool
    fault: TheirFault


class Pages:
    """Reads runs from the store."""

    def __init__(self, store: Store, config: RelayConfig) -> None:
        """Take the sizes of pages from the settings."""
        self._store = store
        self._bytes_max = config.page_bytes_max
        self._segments_max = config.push_segments_max

    async def statements(self, effect: ReadStatements) -> Statements:
        """Return the page from `effect.start` on, maybe empty."""
        run = await self._store.statements(effect.space_id, effect.start, self._bytes_max)
        return Statements(effect.space_id, effect.start, run)

    async def segments(self, effect: ReadSegments) -> Segments:
        """Return the page from `effect.start` on, maybe empty."""
        held = await self._store.segments(
            effect.space_id,
            effect.device_id,
            effect.start,
            bytes_max=self._bytes_max,
            count_max=self._segments_max,
        )
        return Segments(effect.space_id, effect.device_id, effect.start, [one.segment for one in held])

    async def compared(self, effect: CompareSegments) -> Same | Other:
        """Compare a repeated push page by page, so that it never costs more memory than a page."""
        start, rest = effect.start, effect.run
        while True:
            held = await self._store.segments(
                effect.space_id, effect.device_id, start, bytes_max=self._bytes_max, count_max=len(rest)
            )
            if not held:
                raise StoreError("the relay could not read its store now")
            own, rest_of_page = [one.segment for one in held], rest[: len(held)]
            part = CompareSegments(effect.space_id, effect.device_id, start, rest_of_page)
            try:
                tail = compared(part, own)
            except TheirFault as fault:
                return _first_other(part, own, fault)
            start, rest = start + len(held), rest[len(held) :]
            if not rest:
                return Same(tail, held[-1].relay_seq)


def _first_other(part: CompareSegments, own: list[Segment], fault: TheirFault) -> Other:
    for n, (pushed, held) in enumerate(zip(part.run, own, strict=True), part.start):
        if (pushed.header, pushed.body) != (held.header, held.body):
            return Other(n, pushed, pushed.header != held.header, fault)
    raise fault
