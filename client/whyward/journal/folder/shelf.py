"""What a carrier folder holds of one space: statements and runs, read, compared with their names and decoded.

It believes nothing that it reads; whoever takes something from here hands it to the log.
"""

from collections.abc import Sequence

from whyward.journal.folder.layout import (
    SLOTS_MAX,
    Run,
    devices_of,
    digest_of,
    run_name,
    runs_of,
    space_folder,
    statement_name,
    statements_of,
)
from whyward.journal.folder.ports import CarrierFolder
from whyward.protocol.canonical import Shape, encoded
from whyward.protocol.errors import TheirFault
from whyward.protocol.frames import Segments, decode_to_device, frame_bytes
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.limits import FRAME_BYTES_MAX, STATEMENT_BYTES_MAX
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement

_SIGNED_BYTES_MAX = STATEMENT_BYTES_MAX + 128
"""A statement, its signature and what msgpack puts around the two."""

_UNKNOWN = SpaceId(b"")

_SIGNED = Shape(SignedStatement, name="signed statement", bytes_max=_SIGNED_BYTES_MAX)


def shelf_of(folder: CarrierFolder, space_id: SpaceId) -> "Shelf":
    """Return the part of a carrier folder that is this space's."""
    return Shelf(folder, space_folder(space_id), space_id)


class Shelf:
    """One space's part of a carrier folder. `unusable` counts files that were not what their names say."""

    def __init__(self, folder: CarrierFolder, root: str, space_id: SpaceId = _UNKNOWN) -> None:
        """Look at nothing yet; as long as the space is unknown, only its statements can be read."""
        self._folder = folder
        self._root = root
        self._space_id = space_id
        self.unusable = 0

    @property
    def title(self) -> str:
        """Return what the person calls the folder."""
        return self._folder.title

    async def statements(self) -> dict[int, list[str]]:
        """Return the names of statements' files by index."""
        return statements_of(await self._folder.entries(f"{self._root}/control"))

    async def devices(self) -> list[DeviceId]:
        """Return the devices that have a series here."""
        return devices_of(await self._folder.entries(self._root))

    async def runs(self, device: DeviceId) -> list[Run]:
        """Return the names of a series' files."""
        return runs_of(await self._folder.entries(self._series(device)))

    async def statement(self, name: str) -> SignedStatement | None:
        """Read a statement; None for anything else under that name."""
        raw = await self._folder.read(f"{self._root}/control/{name}", _SIGNED_BYTES_MAX)
        try:
            return None if raw is None else _SIGNED.decode(raw)
        except TheirFault:
            return None

    async def read_run(self, device: DeviceId, run: Run) -> bytes | None:
        """Read a run's file if it is what its name says, byte for byte; None otherwise."""
        raw = await self._folder.read(f"{self._series(device)}/{run.name}", FRAME_BYTES_MAX)
        return raw if raw is not None and digest_of(raw) == run.digest else None

    def segments_in(self, device: DeviceId, run: Run, raw: bytes) -> list[Segment] | None:
        """Decode a run's file; None if it does not hold what its name says."""
        try:
            frame = decode_to_device(raw)
        except TheirFault:
            return None
        if not isinstance(frame, Segments) or (frame.space_id, frame.device_id) != (self._space_id, device):
            return None
        is_whole = frame.start == run.first and len(frame.run) == run.last - run.first + 1
        return frame.run if is_whole else None

    async def put_statement(self, index: int, signed: SignedStatement, slot: int) -> bool:
        """Write a statement under one of its names; False if that name is taken."""
        return await self._folder.put(f"{self._root}/control/{statement_name(index, slot)}", encoded(signed))

    async def put_run(self, device: DeviceId, first: int, run: Sequence[Segment], tail: bytes) -> bool:
        """Write a run under the first name that is free; False if none is."""
        raw = frame_bytes(Segments(self._space_id, device, first, list(run)))
        last = first + len(run) - 1
        for slot in range(1, SLOTS_MAX + 1):
            if await self._folder.put(f"{self._series(device)}/{run_name(first, last, tail, raw, slot)}", raw):
                return True
        return False

    def _series(self, device: DeviceId) -> str:
        return f"{self._root}/{device.hex()}"
