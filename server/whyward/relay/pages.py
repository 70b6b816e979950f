"""Pages: what answers a `want`, bounded by bytes, always exactly one, and never without the next item if there is one.

It only reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from whyward.protocol.branches import stands_on
from whyward.protocol.errors import TheirFault
from whyward.protocol.frames import Segments, Statements
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.relay_effects import CompareSegments, ReadSegments, ReadStatements
from whyward.protocol.repeats import compared
from whyward.protocol.segments import Segment, Tail
from whyward.protocol.statements import SignedStatement
from whyward.relay.config import RelayConfig
from whyward.relay.consequences import erased_by
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
        if effect.end is not None:
            run = run[: max(effect.end + 1 - effect.start, 0)]
        return Statements(effect.space_id, effect.start, run)

    async def statement_seq(self, space_id: SpaceId, index: int) -> int:
        """Return the place of a statement in the order of all that is kept."""
        return await self._store.statement_seq(space_id, index)

    async def control_log(self, space_id: SpaceId) -> Sequence[SignedStatement]:
        """Return all statements of a space that is carried."""
        held = await self._store.space(space_id)
        if held is None:
            raise StoreError("the relay could not read its store now")
        return held.statements

    async def ends_on(self, control: ControlLog, start: int, losing: Sequence[SignedStatement]) -> dict[DeviceId, int]:
        """Return where series end once `control` stands, which differs from what is held from `start` on.

        `losing` is what it takes the place of. Only what came after the first of those can have been made knowing
        it; what they erased may be gone, and whoever still has it brings it again.
        """
        ends: dict[DeviceId, int] = {}

        def end_before(device: DeviceId, n: int) -> None:
            ends[device] = min(ends.get(device, n - 1), n - 1)

        for device, n in (body for signed in losing for body in erased_by(signed.raw)):
            if n not in control.erased.get(device, ()):
                end_before(device, n)
        seq = await self._store.statement_seq(control.space_id, start)
        while page := await self._store.headers(control.space_id, seq, self._segments_max):
            for held in page:
                if not stands_on(control, held.header):
                    end_before(held.device_id, held.n)
            seq = page[-1].relay_seq
        return ends

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
