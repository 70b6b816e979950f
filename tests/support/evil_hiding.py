"""A relay that shows less than it has: an older state, a series without its end, a later part before an earlier one.

What it shows is genuine; it only leaves out.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from tests.support.evil_attack import Attack, Link
from tests.support.evil_spoils import Spoils
from whyward.protocol.frames import News, Segments, State, TailEntry, ToDevice
from whyward.protocol.ids import ZERO32, SpaceId
from whyward.protocol.segments import Segment, segment_hash
from whyward.protocol.statements import statement_hash


def tail_at(run: list[Segment], device_id: bytes, n: int) -> TailEntry:
    """Return what an honest relay said when a series ended at `n`."""
    return TailEntry(device_id, n, segment_hash(run[n - 1].header) if n else ZERO32)


class PutBack(Attack):
    """Shows a whole space as it was some time ago: every series shorter, the control log at its genesis."""

    def __init__(self, spoils: Spoils, *, back: int) -> None:
        super().__init__()
        self._spoils = spoils
        self._back = back

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Show the past."""
        if not isinstance(frame, State):
            return [frame]
        self.fired += 1
        genesis = self._spoils.control[SpaceId(link.space_id)][0]
        ends = [(tail.device_id, max(tail.n - self._back, 0)) for tail in frame.tails]
        tails = [tail_at(self._spoils.of(link.space_id, device), device, n) for device, n in ends if n]
        return [replace(frame, control_index=0, control_head=statement_hash(genesis.raw), tails=tails)]


class Withholder(Attack):
    """Hides the end of one series from whoever asks: it ends at `n`, in every answer."""

    def __init__(self, spoils: Spoils, author: bytes, n: int) -> None:
        super().__init__()
        self._spoils = spoils
        self._author = author
        self._n = n

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Cut the series in whatever names it."""
        match frame:
            case State():
                self.fired += 1
                others = [tail for tail in frame.tails if tail.device_id != self._author]
                run = self._spoils.of(link.space_id, self._author)
                mine = [tail_at(run, self._author, self._n)] if self._n else []
                return [replace(frame, tails=[*others, *mine])]
            case News() if frame.device_id == self._author:
                return []
            case Segments() if frame.device_id == self._author:
                return [replace(frame, run=frame.run[: max(self._n + 1 - frame.start, 0)])]
            case _:
                return [frame]


class LiveTail(Attack):
    """Hands over the newest segment at once and unasked, before the ones that it follows."""

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Put the end of a page before the page."""
        del link
        if not isinstance(frame, Segments) or len(frame.run) < 2:
            return [frame]
        self.fired += 1
        newest = frame.start + len(frame.run) - 1
        return [replace(frame, start=newest, run=frame.run[-1:]), frame]


class Backwards(Attack):
    """Answers a `want` with the newest segment first, as if it were the one that was asked for."""

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Answer with the end of the page, then tell of news."""
        if not isinstance(frame, Segments) or len(frame.run) < 2:
            return [frame]
        self.fired += 1
        news = News(link.space_id, frame.device_id, frame.start + len(frame.run) - 1)
        return [replace(frame, run=frame.run[-1:]), news]
