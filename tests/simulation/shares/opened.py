"""The log of a share as a process has it open; and nothing beside."""

from collections.abc import Iterator

from tests.support.sim_share_world import ShareProcess, ShareWorld
from whyward.journal.events.envelope import Event
from whyward.journal.pages import Pages
from whyward.journal.sharing.share_log import ShareLog
from whyward.protocol.ids import DeviceId, SpaceId


def log_in(process: ShareProcess, space_id: bytes) -> ShareLog | None:
    """Return the log of a share that a process has open."""
    assert process.journal is not None
    return process.journal._shelf.held(SpaceId(space_id))


def every_record(world: ShareWorld) -> list[Pages]:
    """Return the owner's own pages on each of their devices, those too that were shut out."""
    processes = (process for device in world.people[0].devices for process in device.processes[:1])
    return [process.log.pages for process in processes if process.journal is not None]


def every_event(pages: Pages) -> Iterator[tuple[Event, DeviceId]]:
    """Yield all that some pages know, with whose it is."""
    for event_id in pages.ids_between("id", bytes(16), b"\xff" * 16, 1 << 20):
        found = pages.event(event_id)
        assert found is not None, "an id of these pages"
        yield found[0], found[1]
