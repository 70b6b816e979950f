"""Two devices of one owner, one of which writes; tests ask where its segments may stand, and break nothing else."""

from collections.abc import Sequence

import pytest

from tests.support.control_writing import Writing, new_writing
from tests.support.segment_writing import end_of, series
from tests.support.world import CRYPTO
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.members import CutAt
from whyward.protocol.segments import EMPTY, Placed, Segment, Tail, place_late_run, place_run


class Scene:
    """An owner with two devices, of which the second writes."""

    def __init__(self) -> None:
        self.writing: Writing = new_writing("places", CRYPTO)
        self.owner = self.writing.first
        self.author = self.writing.keys("author")
        self.writing.admit(self.owner, self.author)

    def run(self, count: int = 3, by: DeviceKeys | None = None, after: Tail = EMPTY) -> list[Segment]:
        """Return segments that were made knowing all there is."""
        return series(self.writing.control, by or self.author, count, after)

    def cut(self, n: int, run: Sequence[Segment]) -> None:
        """Remove the author after its first `n` segments of this run."""
        ends = {self.author.device_id: CutAt(*end_of(run[:n]))}
        self.writing.remove(self.owner, [self.author], ends)

    def place(self, run: Sequence[Segment], after: Tail = EMPTY, by: DeviceKeys | None = None) -> list[Placed]:
        """Place a run."""
        device = (by or self.author).device_id
        return place_run(run, device=device, after=after, control=self.writing.control, check=CRYPTO.check)

    def place_late(self, run: Sequence[Segment], after: Tail) -> list[Placed]:
        """Place a run that lies beyond the cut."""
        device, control = self.author.device_id, self.writing.control
        return place_late_run(run, device=device, after=after, control=control, check=CRYPTO.check)

    def refused(self, run: Sequence[Segment], after: Tail = EMPTY, by: DeviceKeys | None = None) -> Code:
        """Return why a run cannot be placed."""
        with pytest.raises(TheirFault) as caught:
            self.place(run, after, by)
        assert caught.value.about == (by or self.author).device_id or not caught.value.about
        return caught.value.code

    def refused_late(self, run: Sequence[Segment], after: Tail) -> Code:
        """Return why a run is not even put aside as late."""
        with pytest.raises(TheirFault) as caught:
            self.place_late(run, after)
        return caught.value.code
