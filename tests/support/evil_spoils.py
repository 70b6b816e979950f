"""What a relay holds of everybody, read from its own store: the raw material of every attack.

All of it is sealed or public; the only secret in it is the relay's own key.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whyward.ed25519 import Ed25519Signer
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement

DICE = Ed25519Signer(b"the relay rolled these dice once")
"""A key that belongs to nobody in any space."""


@dataclass(frozen=True)
class Spoils:
    """Everything, by space and by series."""

    signer: Ed25519Signer
    control: dict[SpaceId, list[SignedStatement]]
    series: dict[SpaceId, dict[DeviceId, list[Segment]]]

    def of_others(self, space_id: bytes) -> Segment:
        """Return a segment of another space."""
        return next(run[0] for space, of in self.series.items() if space != space_id for run in of.values() if run)

    def of_another_device(self, space_id: bytes, device_id: bytes) -> list[Segment]:
        """Return the longest series of another device of the same space."""
        runs = [run for device, run in self.series[SpaceId(space_id)].items() if device != device_id]
        return max(runs, key=len)

    def of(self, space_id: bytes, device_id: bytes) -> list[Segment]:
        """Return a series."""
        return self.series[SpaceId(space_id)][DeviceId(device_id)]


@contextmanager
def _opened(folder: Path) -> Generator[sqlite3.Connection]:
    db = sqlite3.connect(f"file:{folder / 'relay.sqlite3'}?mode=ro", uri=True)
    try:
        yield db
    finally:
        db.close()


def spoils_of(folder: Path) -> Spoils:
    """Read a relay's store, while it runs or after it."""
    control: dict[SpaceId, list[SignedStatement]] = {}
    series: dict[SpaceId, dict[DeviceId, list[Segment]]] = {}
    with _opened(folder) as db:
        ((seed,),) = db.execute("SELECT seed FROM relay").fetchall()
        of_space = "JOIN space ON space.id = statement.space ORDER BY space.id, position"
        for space, raw, signature in db.execute(f"SELECT space_id, raw, signature FROM statement {of_space}"):  # noqa: S608  # a constant
            control.setdefault(SpaceId(space), []).append(SignedStatement(raw, signature))
        query = (
            "SELECT space_id, device_id, header, signature, body FROM segment "
            "JOIN series ON series.id = segment.series JOIN space ON space.id = series.space ORDER BY series.id, n"
        )
        for space, device, header, signature, body in db.execute(query):
            run = series.setdefault(SpaceId(space), {}).setdefault(DeviceId(device), [])
            run.append(Segment(header, signature, body))
    return Spoils(Ed25519Signer(seed), control, series)
