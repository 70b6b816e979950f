"""Checking: a sound log is said to be sound, and a byte that flipped anywhere is found."""

import msgspec
import pytest

from tests.support.memory_log import MemoryLog
from tests.support.sim_person import founder, joined, run_of
from whyward.journal.checking import check_log
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.log import Log
from whyward.journal.ports import StoredSegment
from whyward.journal.recording import record
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement

TEXT = "What I wrote in the evening."


async def written() -> tuple[Log, MemoryLog]:
    """Return a log with three segments of its own and two of another device."""
    log, store = await founder()
    other, other_store = await joined(log)
    for _ in range(2):
        await record(other, [WriteEntry(body=TEXT)])
    await log.take_segments(other.keys.device_id, 1, run_of(other_store, other))
    for _ in range(3):
        await record(log, [WriteEntry(body=TEXT)])
    return log, store


def flipped(raw: bytes, at: int) -> bytes:
    """Flip one bit."""
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def spoil(store: MemoryLog, log: Log, segment: Segment, n: int = 2) -> None:
    """Put another segment where one of this device's lies."""
    run = store.rows.series[log.keys.device_id]
    run[n - 1] = StoredSegment(log.keys.device_id, n, run[n - 1].hash, segment)


@pytest.mark.parametrize("read_data", [False, True])
async def test_a_sound_log_has_no_findings(*, read_data: bool) -> None:
    log, _ = await written()

    report = await check_log(log, read_data=read_data)

    assert not report.findings
    assert (report.statements, report.segments) == (2, 5)
    assert report.events == (5 if read_data else 0)


@pytest.mark.parametrize("part", ["header", "body"])
@pytest.mark.parametrize("place", [0.0, 0.3, 0.7, 0.999])
async def test_a_flipped_bit_of_a_segment_is_found(part: str, place: float) -> None:
    """Without opening anything."""
    log, store = await written()
    old = store.rows.series[log.keys.device_id][1].segment
    raw: bytes = getattr(old, part)
    spoil(store, log, msgspec.structs.replace(old, **{part: flipped(raw, int(place * len(raw)))}))

    report = await check_log(log, read_data=False)

    assert len(report.findings) == 1
    assert log.keys.device_id.hex()[:8] in report.findings[0]


async def test_a_flipped_signature_of_a_whole_run_is_found() -> None:
    log, store = await written()
    last = store.rows.series[log.keys.device_id][-1].segment
    spoil(store, log, msgspec.structs.replace(last, signature=flipped(last.signature, 5)), 3)

    assert (await check_log(log, read_data=False)).findings


async def test_a_missing_segment_is_found() -> None:
    log, store = await written()
    del store.rows.series[log.keys.device_id][1]

    assert (await check_log(log, read_data=False)).findings


async def test_a_flipped_bit_of_the_control_log_is_found() -> None:
    log, store = await written()
    signed = store.rows.statement_list[1]
    store.rows.statement_list[1] = SignedStatement(flipped(signed.raw, 60), signed.signature)

    (finding,) = (await check_log(log, read_data=False)).findings

    assert "control log does not hold" in finding


async def test_a_stored_hash_that_is_not_the_segments_is_found() -> None:
    log, store = await written()
    run = store.rows.series[log.keys.device_id]
    run[1] = StoredSegment(run[1].device, 2, bytes(32), run[1].segment)

    assert any("stored hash" in finding for finding in (await check_log(log, read_data=False)).findings)


async def test_no_finding_holds_a_word_that_was_written() -> None:
    log, store = await written()
    old = store.rows.series[log.keys.device_id][0].segment
    spoil(store, log, msgspec.structs.replace(old, body=flipped(old.body, 9)), 1)

    report = await check_log(log, read_data=True)

    assert report.findings
    assert not any(word in finding for finding in report.findings for word in TEXT.split() if len(word) > 4)
