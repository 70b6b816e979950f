"""Recording: many wishes at once, wishes one by one, and a log in which every act is a segment of its own.

A hundred thousand wishes one by one would be as many waits for the disk. So the last of them are recorded that way and
timed, and what comes before is laid down from the same events, sealed one a segment by the program's own seal, a
thousand to a commit. Such a log differs from one that grew in ten years only in the times at which it was written.
"""

import time
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import msgspec

from bench.commits import PERSIST, BareDisk
from bench.device import Device, log_bytes, opened
from bench.usage import Spread, Stopwatch, Usage, cpu_s, spread
from bench.workload import Workload, reached
from whyward.journal.events.envelope import Event
from whyward.journal.plaintext import Batch
from whyward.journal.ports import StoredSegment
from whyward.journal.seal import Place, seal
from whyward.protocol.segments import EMPTY, Tail

SAMPLE = 2000
"""How many wishes are recorded one by one, at most."""

_AT_ONCE = 1000

_decode_events = msgspec.msgpack.Decoder(list[Event]).decode


class RecordTask(msgspec.Struct):
    """Where to record how many wishes, and where to leave, or to find, their events."""

    home: Path
    events: Path
    count: int


class Bulk(msgspec.Struct):
    """What recording a thousand wishes at a time took."""

    usage: Usage
    events_per_s: float
    state_hash: bytes
    log_bytes: int


class OneByOne(msgspec.Struct):
    """What recording one wish at a time took, on top of all that came before; `cpu_ms` is for one.

    `bare` is what a bare commit took right after each: on a machine that others use, only such neighbours compare.
    """

    times: Spread
    bare: Spread
    cpu_ms: float
    state_hash: bytes
    log_bytes: int


async def record_in_bulk(task: RecordTask) -> Bulk:
    """Record the whole workload, a thousand wishes a time, and leave its events in a file."""
    workload = Workload(task.count)
    wishes = list(workload)
    events: list[Event] = []
    async with opened(task.home) as device:
        watch = Stopwatch()
        for start in range(0, len(wishes), _AT_ONCE):
            done = await device.journal.record_all(wishes[start : start + _AT_ONCE])
            events += done.events
        usage = watch.usage()
        assert reached(device.journal.pages) == workload.expected, "recording led to another state"
        state_hash = device.journal.pages.state_hash()
    task.events.write_bytes(msgspec.msgpack.encode(events))
    return Bulk(usage, len(events) / usage.wall_s, state_hash, log_bytes(task.home))


async def record_one_by_one(task: RecordTask) -> OneByOne:
    """Lay down all but the last wishes as segments of one event each, then record those one by one."""
    workload = Workload(task.count)
    drawn = iter(workload)
    laid = task.count - min(SAMPLE, task.count)
    for _ in islice(drawn, laid):
        pass
    times: list[float] = []
    async with opened(task.home) as device:
        events = _decode_events(task.events.read_bytes())[:laid]
        for start in range(0, laid, _AT_ONCE):
            await _lay_down(device, events[start : start + _AT_ONCE])
        del events
        cpu = 0.0
        with closing(BareDisk(task.home / "bare.db", PERSIST)) as disk:
            for wish in drawn:
                began, cpu_began = time.perf_counter(), cpu_s()
                await device.journal.record(wish)
                times.append(time.perf_counter() - began)
                cpu += cpu_s() - cpu_began
                disk.commit()
        assert reached(device.journal.pages) == workload.expected, "recording led to another state"
        state_hash = device.journal.pages.state_hash()
    return OneByOne(spread(times), spread(disk.times), cpu * 1e3 / len(times), state_hash, log_bytes(task.home))


async def _lay_down(device: Device, events: Sequence[Event]) -> None:
    """Append events to this device's series, one a segment, in one durable commit, and fold them."""
    log = device.log
    keys, control = log.keys, log.control
    epoch = log.opener.epoch_key(control, control.epoch.body.epoch_id)
    tail = log.pages.heads.get(keys.device_id, EMPTY)
    stored: list[StoredSegment] = []
    for event in events:
        place = Place(control.space_id, keys.device_id, tail.n + 1, tail.hash, control.index, control.head)
        dice = log.world.entropy.random_bytes(32)
        segment, hash_ = seal(Batch((), (event,)), place, epoch, signer=keys.signer, crypto=log.world.crypto, dice=dice)
        tail = Tail(place.n, hash_)
        stored.append(StoredSegment(keys.device_id, place.n, hash_, segment))
    async with log.store.turn() as turn:
        await turn.append(stored)
    await log.catch_up()
