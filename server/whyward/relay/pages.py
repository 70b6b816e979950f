"""Pages: what answers a `want`, bounded by bytes, always exactly one, and never without the next item if there is one.

It only reads.
"""

from whyward.protocol.frames import Segments, Statements
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.relay_effects import CompareSegments, ReadSegments, ReadStatements
from whyward.protocol.relay_session import compared
from whyward.protocol.segments import Tail
from whyward.relay.config import RelayConfig
from whyward.relay.errors import StoreError
from whyward.relay.store import Store


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

    async def compared(self, effect: CompareSegments) -> tuple[Tail, int]:
        """Compare a repeated push page by page, so that it never costs more memory than a page.

        Return up to where it is what the relay holds, and that segment's `relay_seq`; or raise `TheirFault`.
        """
        start, rest = effect.start, effect.run
        while True:
            held = await self._store.segments(
                effect.space_id, effect.device_id, start, bytes_max=self._bytes_max, count_max=len(rest)
            )
            if not held:
                raise StoreError("the relay could not read its store now")
            part = CompareSegments(effect.space_id, effect.device_id, start, rest[: len(held)])
            tail = compared(part, [one.segment for one in held])
            start, rest = start + len(held), rest[len(held) :]
            if not rest:
                return tail, held[-1].relay_seq

    async def holds(self, space_id: SpaceId, device_id: DeviceId, n: int, header: bytes) -> bool:
        """Whether this very header stands at `n` of the series."""
        held = await self._store.segments(space_id, device_id, n, bytes_max=1, count_max=1)
        return bool(held) and held[0].segment.header == header
