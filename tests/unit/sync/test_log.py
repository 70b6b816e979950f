"""The log of a device: what comes from elsewhere is taken, held back or set aside; what is recorded is there."""

import asyncio

import msgspec
import pytest

from tests.support.memory_log import Crash, MemoryLog
from tests.support.sim_person import founder, joined, opened, run_of
from whyward.journal.errors import JournalError
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.values import RewordValue
from whyward.journal.log import HeldBack, Log, SetAside, Taken
from whyward.journal.ports import StoredSegment
from whyward.journal.recording import record
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import Segment, Tail

HELLO = WriteEntry(body="Hello.")
REFUSED = RewordValue(value="nothing goes by this name", name="Other")


async def two() -> tuple[Log, MemoryLog, Log, MemoryLog]:
    """Return two devices that know of each other, with two entries on the second."""
    here, here_store = await founder()
    there, there_store = await joined(here)
    for _ in range(2):
        await record(there, [HELLO])
    return here, here_store, there, there_store


def spoiled(segment: Segment) -> Segment:
    """Change a body, as a broken disk would."""
    return msgspec.structs.replace(segment, body=segment.body[:-1] + bytes([segment.body[-1] ^ 1]))


async def test_a_run_of_another_device_is_stored_and_folded() -> None:
    here, store, there, there_store = await two()
    me = there.keys.device_id

    taken = await here.take_segments(me, 1, run_of(there_store, there))

    assert taken == Taken(there.pages.heads[me])
    assert store.rows.series[me] == there_store.rows.series[me]
    assert here.pages.state_hash() == there.pages.state_hash()


async def test_a_run_that_is_here_already_changes_nothing() -> None:
    """Another session, or another process, was quicker."""
    here, store, there, there_store = await two()
    run = run_of(there_store, there)
    await here.take_segments(there.keys.device_id, 1, run)

    assert await here.take_segments(there.keys.device_id, 1, run) == Taken(there.pages.heads[there.keys.device_id])
    assert len(store.rows.series[there.keys.device_id]) == 2


async def test_a_run_that_speaks_of_statements_not_yet_here_is_held_back_untouched() -> None:
    here, store = await founder()
    there, there_store = await joined(here)
    third, _ = await joined(there, "third", is_known=True)
    await record(there, [HELLO])

    assert await here.take_segments(there.keys.device_id, 1, run_of(there_store, there)) == HeldBack()
    assert not store.rows.series
    assert not store.rows.quarantine_set
    await here.take_statements(2, await third.store.statements(2))
    assert isinstance(await here.take_segments(there.keys.device_id, 1, run_of(there_store, there)), Taken)


async def test_a_spoiled_run_is_set_aside_with_an_alarm_and_its_bytes() -> None:
    """Poison stays alone: nothing of the run is merged, and nobody loses the evidence."""
    here, store, there, there_store = await two()
    first, second = run_of(there_store, there)

    outcome = await here.take_segments(there.keys.device_id, 1, [first, spoiled(second)])

    assert outcome == SetAside(Code.BAD_BODY)
    assert not store.rows.series
    assert [alarm.code for alarm in store.rows.alarm_list] == [Code.BAD_BODY]
    assert {(device, n) for device, n, _, _ in store.rows.quarantine_set} == {
        (there.keys.device_id, 1),
        (there.keys.device_id, 2),
    }


async def test_other_series_go_on_beside_a_spoiled_one() -> None:
    here, _, there, there_store = await two()
    third, third_store = await joined(here, "third")
    await record(third, [HELLO])
    await here.take_segments(there.keys.device_id, 1, [spoiled(one) for one in run_of(there_store, there)])

    assert isinstance(await here.take_segments(third.keys.device_id, 1, run_of(third_store, third)), Taken)
    await record(here, [HELLO])
    assert here.pages.count() == 2


async def test_a_run_of_a_stranger_is_set_aside() -> None:
    here, store = await founder()
    stranger, stranger_store = await joined(here, "stranger", is_known=False)
    await record(here, [HELLO])
    await record(stranger, [HELLO])

    outcome = await here.take_segments(stranger.keys.device_id, 1, run_of(stranger_store, stranger))

    assert outcome == SetAside(Code.NOT_ADMITTED)
    assert stranger.keys.device_id not in store.rows.series


async def test_statements_with_a_gap_before_them_are_refused() -> None:
    here, _ = await founder()
    there, _ = await joined(here, is_known=False)

    with pytest.raises(TheirFault) as caught:
        await here.take_statements(2, await there.store.statements(1))

    assert caught.value.code is Code.GAP


async def test_what_another_process_recorded_is_seen() -> None:
    here, store = await founder()
    other = await opened(store)
    await record(other, [HELLO])

    await here.catch_up()

    assert here.pages.state_hash() == other.pages.state_hash()


async def test_recording_after_another_process_takes_the_next_number() -> None:
    here, store = await founder()
    other = await opened(store)
    for log in (here, other, other, here):
        await record(log, [HELLO])

    assert [item.n for item in store.rows.series[here.keys.device_id]] == [1, 2, 3, 4]
    again = await opened(store)
    assert again.pages.count() == 4


@pytest.mark.parametrize("wishes", [[HELLO], [HELLO, HELLO]], ids=["one wish", "two wishes"])
async def test_a_commit_that_fails_leaves_pages_and_log_as_they_were(wishes: list[WriteEntry]) -> None:
    here, store = await founder()
    await record(here, [HELLO])
    before, rows = here.pages.state_hash(), store.rows
    store.crash_in = 1

    with pytest.raises(Crash):
        await record(here, wishes)

    assert store.rows is rows
    assert here.pages.state_hash() == before
    await record(here, wishes)
    assert here.pages.count() == 1 + len(wishes)


async def test_a_refused_wish_leaves_those_before_it_undone() -> None:
    """All of them, or none."""
    here, store = await founder()
    before = here.pages.state_hash()

    with pytest.raises(JournalError):
        await record(here, [HELLO, REFUSED])

    assert not store.rows.series
    assert here.pages.state_hash() == before


async def test_a_segment_says_once_what_it_has_seen_of_the_others() -> None:
    here, store, there, there_store = await two()
    await here.take_segments(there.keys.device_id, 1, run_of(there_store, there))
    for _ in range(2):
        await record(here, [HELLO])
    batches = [here.opener.open_stored(item, here.control) for item in store.rows.series[here.keys.device_id]]

    assert [[(head.device_id, head.n) for head in batch.heads] for batch in batches] == [
        [(there.keys.device_id, 2)],
        [],
    ]


async def test_a_stored_segment_that_does_not_open_is_reported_and_the_rest_is_folded() -> None:
    here, store = await founder()
    for _ in range(3):
        await record(here, [HELLO])
    run = store.rows.series[here.keys.device_id]
    run[1] = StoredSegment(run[1].device, 2, run[1].hash, spoiled(run[1].segment))

    again = await opened(store)

    assert [(one.n, one.code) for one in again.unopened] == [(2, Code.CANNOT_OPEN)]
    assert again.pages.count() == 2


class Slow(MemoryLog):
    """A log whose pages are read slowly: each series has a gate."""

    def __init__(self, store: MemoryLog) -> None:
        super().__init__()
        self.rows = store.rows
        self.gates = {device: asyncio.Event() for device in store.rows.series}

    async def page(self, device: DeviceId, start: int, *, segments_max: int) -> list[StoredSegment]:
        """Wait at the gate."""
        await self.gates[device].wait()
        return await super().page(device, start, segments_max=segments_max)


async def test_starting_over_beside_a_task_that_reads_loses_nothing() -> None:
    """One task reads the rest of a series while another throws away what was folded of it before."""
    here, store, there, there_store = await two()
    for _ in range(2):
        await record(here, [HELLO])
    await here.take_segments(there.keys.device_id, 1, run_of(there_store, there))
    slow, (first, last) = Slow(store), sorted(store.rows.series)
    log = Log(slow, here.keys, here.control, here.world)
    slow.gates[first].set()
    half = store.rows.series[last][0]
    await log.catch_up(Short(store, last))
    assert log.pages.heads[last] == Tail(1, half.hash)

    reading = asyncio.create_task(log.catch_up())
    await asyncio.sleep(0)
    slow.gates[first].clear()
    starting_over = asyncio.create_task(log.start_over())
    await asyncio.sleep(0)
    slow.gates[last].set()
    await asyncio.sleep(0)
    slow.gates[first].set()
    await asyncio.gather(reading, starting_over)

    assert log.pages.state_hash() == here.pages.state_hash()
    assert log.pages.heads == here.pages.heads


class Short(MemoryLog):
    """The same log, when one series had only its first segment."""

    def __init__(self, store: MemoryLog, device: DeviceId) -> None:
        super().__init__()
        self.rows = store.rows.copied()
        self.rows.series[device] = self.rows.series[device][:1]


async def test_two_tasks_may_follow_new_statements_at_once() -> None:
    here, store = await founder()
    other = await opened(store)
    await joined(here)

    await asyncio.gather(other.catch_up(), other.catch_up())

    assert other.control.head == here.control.head
