"""Where a device stands: what a newer Whyward recorded is counted and said, not hidden."""

import msgspec

from tests.support.happenings import PHONE
from tests.support.memory_log import MemoryLog
from tests.unit.sync.test_recording import KeptSnapshot, opened
from whyward.cli.shown.status import status_lines, status_shown
from whyward.journal.events.envelope import Recorded
from whyward.journal.intentions.values import AddValue


async def test_what_a_newer_whyward_recorded_is_counted_and_said() -> None:
    """One kind that nobody here knows."""
    journal = await opened(MemoryLog(), KeptSnapshot())
    (event,) = (await journal.record(AddValue(name="Calm"))).events
    assert "Newer" not in status_lines(await journal.status(), [])

    journal.pages.merge([Recorded(msgspec.structs.replace(event, id=bytes(16), kind="dream-told.1"), PHONE)])

    status = await journal.status()
    assert status_shown(status, []).from_newer == 1
    assert "1 from a newer Whyward, kept whole" in status_lines(status, [])
