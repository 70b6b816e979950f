"""What is refused is kept as a sample: a relay that serves rubbish again and again fills nobody's disk."""

import msgspec

from tests.support.sim_person import founder, joined, run_of
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.log import SetAside
from whyward.journal.recording import record
from whyward.protocol.errors import Code
from whyward.protocol.limits import BODY_BYTES_MAX

KEPT_MAX = 16


async def test_a_refused_run_is_kept_as_a_sample_however_often_it_comes() -> None:
    laptop, store = await founder()
    phone, kept = await joined(laptop)
    for number in range(40):
        await record(laptop, [WriteEntry(body=f"Entry {number}")])
    run = run_of(store, laptop)
    spoilt = [*run[:-1], msgspec.structs.replace(run[-1], signature=bytes(64))]
    for start in (0, 5, 10):
        assert await phone.take_segments(laptop.keys.device_id, 1, spoilt[start:]) in {
            SetAside(Code.BAD_SIGNATURE),
            SetAside(Code.GAP),
        }

    by_code = [row[2] for row in kept.rows.quarantine_set]
    assert {code: by_code.count(code) for code in by_code} == {Code.BAD_SIGNATURE: KEPT_MAX, Code.GAP: KEPT_MAX}


async def test_what_is_too_large_for_a_segment_is_not_kept_at_all() -> None:
    laptop, store = await founder()
    phone, kept = await joined(laptop)
    await record(laptop, [WriteEntry(body="Tea.")])
    (segment,) = run_of(store, laptop)
    large = msgspec.structs.replace(segment, body=bytes(BODY_BYTES_MAX + 2000))

    assert await phone.take_segments(laptop.keys.device_id, 1, [large]) == SetAside(Code.BAD_BODY)
    assert kept.rows.quarantine_set == set()
    assert [alarm.code for alarm in kept.rows.alarm_list] == [Code.BAD_BODY]


async def test_rubbish_never_takes_the_room_of_an_honest_run() -> None:
    """The series goes on from a relay that serves what its author wrote."""
    laptop, store = await founder()
    phone, _ = await joined(laptop)
    for number in range(20):
        await record(laptop, [WriteEntry(body=f"Entry {number}")])
    run = run_of(store, laptop)
    await phone.take_segments(laptop.keys.device_id, 1, run[::-1])

    await phone.take_segments(laptop.keys.device_id, 1, run)

    assert phone.pages.state_hash() == laptop.pages.state_hash()
