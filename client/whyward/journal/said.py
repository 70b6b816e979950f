"""What devices have said of each other's series: up to where each one has merged them (the heads in their segments).

It is how a device learns that something was withheld, that a series was shown in two ways, and who has seen what.
It refuses to judge; it only remembers the furthest word of each speaker about each series.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from whyward.journal.plaintext import Head
from whyward.protocol.ids import DeviceId


@dataclass(slots=True)
class Said:
    """The furthest head that each speaker has named of each series; `unchecked` were not yet compared with the log."""

    heads_by_speaker: dict[DeviceId, dict[DeviceId, Head]] = field(default_factory=dict[DeviceId, dict[DeviceId, Head]])
    unchecked: dict[tuple[bytes, int, bytes], Head] = field(default_factory=dict[tuple[bytes, int, bytes], Head])

    def hear(self, speaker: DeviceId, heads: Iterable[Head]) -> None:
        """Take in the heads of a segment."""
        said = self.heads_by_speaker.setdefault(speaker, {})
        for head in heads:
            series = DeviceId(head.device_id)
            known = said.get(series)
            if known is None or head.n >= known.n:
                said[series] = head
                self.unchecked[head.device_id, head.n, head.hash] = head

    def of(self, speaker: DeviceId) -> Mapping[DeviceId, Head]:
        """Return what one speaker has said."""
        return self.heads_by_speaker.get(speaker, {})

    def furthest(self) -> dict[DeviceId, Head]:
        """Return the furthest head that anybody has named, by series."""
        furthest: dict[DeviceId, Head] = {}
        for said in self.heads_by_speaker.values():
            for series, head in said.items():
                if series not in furthest or head.n > furthest[series].n:
                    furthest[series] = head
        return furthest

    def who_has(self, series: DeviceId, n: int) -> list[DeviceId]:
        """Return which speakers have merged segment `n` of a series, in order of their ids."""
        return sorted(
            speaker
            for speaker, said in self.heads_by_speaker.items()
            if speaker != series and series in said and said[series].n >= n
        )
