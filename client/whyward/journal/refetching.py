"""Where damaged records are fetched again: from a relay, or from a carrier folder.

Whatever comes from there is as little believed as ever; `repairing` checks it against what is still sound here.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Protocol

from whyward.journal.asking import Asking
from whyward.journal.device_keys import DeviceKeys
from whyward.journal.folder.membership_files import look_at_control
from whyward.journal.folder.ports import CarrierFolder
from whyward.journal.folder.shelf import shelf_of
from whyward.journal.ports import RELAY_KEY, RELAY_URL, Entropy, LogStore, Transport
from whyward.journal.refusals import in_plain_words
from whyward.protocol.errors import TheirFault
from whyward.protocol.greeting import Caller
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement


class Source(Protocol):
    """Somebody who may hold what is damaged here."""

    async def statements(self) -> list[SignedStatement]:
        """Return its control log from genesis on."""
        ...

    async def segments(self, device: DeviceId, start: int) -> list[Segment]:
        """Return a run of a series that begins at this very number; none if it does not hold that."""
        ...


class RelaySource:
    """A relay that was greeted and shown a proof."""

    def __init__(self, asking: Asking, space_id: SpaceId) -> None:
        """Ask over this conversation."""
        self._asking = asking
        self._space_id = space_id

    async def statements(self) -> list[SignedStatement]:
        """Read the relay's control log."""
        return [signed async for signed in self._asking.statements(self._space_id)]

    async def segments(self, device: DeviceId, start: int) -> list[Segment]:
        """Read a page of a series."""
        return await self._asking.segments(self._space_id, device, start)


class FolderSource:
    """A carrier folder."""

    def __init__(self, folder: CarrierFolder, space_id: SpaceId) -> None:
        """Read this space's part of it."""
        self._shelf = shelf_of(folder, space_id)

    async def statements(self) -> list[SignedStatement]:
        """Read the first candidate of each index."""
        files = await look_at_control(self._shelf)
        run: list[SignedStatement] = []
        while more := await files.first_run(len(run)):
            run += more
        return run

    async def segments(self, device: DeviceId, start: int) -> list[Segment]:
        """Read the first file that is what its name says and reaches over that number."""
        for run in await self._shelf.runs(device):
            if run.first <= start <= run.last:
                raw = await self._shelf.read_run(device, run)
                found = None if raw is None else self._shelf.segments_in(device, run, raw)
                if found:
                    return found[start - run.first :]
        return []


@asynccontextmanager
async def source_of(
    store: LogStore, keys: DeviceKeys, space_id: SpaceId, transport: Transport, entropy: Entropy
) -> AsyncGenerator[Source | None]:
    """Open a conversation with the relay of this journal; None if it has none. Raise `JournalError` on the way."""
    url = await store.get(RELAY_URL)
    if url is None:
        yield None
        return
    connection = await transport.connect(url.decode())
    try:
        caller = Caller(
            device_id=keys.device_id, signer=keys.signer, host=connection.host, relay_pk=await store.get(RELAY_KEY)
        )
        asking = Asking(connection, caller, entropy)
        await asking.greet()
        await asking.prove(space_id)
        yield RelaySource(asking, space_id)
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
    finally:
        await connection.close()
