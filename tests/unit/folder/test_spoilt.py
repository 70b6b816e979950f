"""A folder that is spoilt, doubled, foreign or a liar: nothing of it is believed, and nobody is wrongly accused."""

from collections.abc import Callable

import msgspec
import pytest

from tests.support.memory_folder import MemoryFolder
from tests.support.sim_person import founder, joined
from tests.unit.folder.test_carrying import two, wrote
from whyward.journal.folder.carrying import carry_folder
from whyward.journal.folder.layout import digest_of
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.recording import record
from whyward.protocol.errors import Code
from whyward.protocol.frames import Segments, decode_to_device, frame_bytes
from whyward.protocol.segments import Segment


def flipped(raw: bytes) -> bytes:
    """Flip a bit in the middle."""
    middle = len(raw) // 2
    return raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :]


def cut_off(raw: bytes) -> bytes:
    """Leave the start of a file."""
    return raw[:100]


def emptied(raw: bytes) -> bytes:
    """Leave nothing of it."""
    return raw[:0]


@pytest.mark.parametrize("spoil", [flipped, cut_off, emptied])
async def test_a_spoiled_file_is_not_used_and_its_content_is_written_again_beside_it(
    spoil: Callable[[bytes], bytes],
) -> None:
    here, store, there, _ = await two()
    stick = MemoryFolder()
    await carry_folder(there, stick)
    (name,) = stick.names(".segments")
    stick.files[name] = spoil(stick.files[name])
    spoiled = stick.files[name]

    assert (await carry_folder(here, stick)).unusable == 1
    assert there.keys.device_id not in here.pages.heads
    assert not store.rows.alarm_list
    healed = await carry_folder(there, stick)

    assert (healed.sent, healed.unusable) == (3, 1)
    assert stick.files[name] == spoiled
    assert (await carry_folder(here, stick)).received == 3
    assert here.pages.state_hash() == there.pages.state_hash()


async def test_a_conflicted_copy_serves_where_the_exact_file_is_gone_or_spoiled() -> None:
    here, _, there, _ = await two()
    stick = MemoryFolder()
    await carry_folder(there, stick)
    for name in list(stick.files):
        stem, _, ending = name.rpartition(".")
        stick.files[f"{stem} (conflicted copy 2026-03-04).{ending}"] = stick.files[name]
        stick.files[name] = b"half"

    carried = await carry_folder(here, stick)

    assert carried.received == 3
    assert here.pages.heads[there.keys.device_id].n == 3


async def test_foreign_files_are_left_alone_and_not_read() -> None:
    here, _, there, _ = await two()
    stick = MemoryFolder()
    await carry_folder(there, stick)
    root = stick.names(".segments")[0].split("/")[0]
    foreign = {
        "holiday.jpg": b"x",
        f"{root}/notes.txt": b"x",
        f"{root}/control/1.statement": b"x",
        f"{root}/control/.00000000.statement.part": b"x",
        f"{root}/{'ab' * 32}/desktop.ini": b"x",
        "whyward-0123456789abcdef/control/00000000.statement": b"x",
    }
    stick.files |= foreign

    carried = await carry_folder(here, stick)

    assert (carried.received, carried.unusable, carried.waiting) == (3, 0, 0)
    assert foreign.items() <= stick.files.items()


def reforged(stick: MemoryFolder, name: str, run: list[Segment]) -> str:
    """Put other segments under a name that fits them, as a folder that lies would; return the name."""
    frame = decode_to_device(stick.files[name])
    assert isinstance(frame, Segments)
    raw = frame_bytes(msgspec.structs.replace(frame, run=run))
    folder, _, file = name.rpartition("/")
    first, last, tail, _ = file.split("-")
    forged = f"{folder}/{first}-{last}-{tail}-{digest_of(raw)}.segments"
    stick.files[forged] = raw
    return forged


async def test_a_folder_that_lies_is_set_aside_and_told_as_a_relay_would_be() -> None:
    """A body that its header does not name: quarantine and an alarm; the honest file is taken when it comes."""
    here, store, there, _ = await two()
    stick = MemoryFolder()
    await carry_folder(there, stick)
    (name,) = stick.names(".segments")
    frame = decode_to_device(stick.files[name])
    assert isinstance(frame, Segments)
    first, *rest = frame.run
    reforged(stick, name, [msgspec.structs.replace(first, body=flipped(first.body)), *rest])
    honest = stick.files.pop(name)

    assert (await carry_folder(here, stick)).set_aside == 1
    assert {alarm.code for alarm in store.rows.alarm_list} == {Code.BAD_BODY}
    assert here.pages.heads.keys() == {here.keys.device_id}
    stick.files[name] = honest
    assert (await carry_folder(here, stick)).received == 3


async def test_another_record_under_a_number_that_is_taken_is_told_if_its_author_signed_it() -> None:
    """The proof of a clone: two different segments with one number, both genuine."""
    here, store, there, there_store = await two()
    twin_rows = there_store.rows.copied()
    stick = MemoryFolder()
    await wrote(there, 1)
    await carry_folder(there, stick)
    await carry_folder(here, stick)
    there_store.rows = twin_rows
    await there.start_over()
    await record(there, [WriteEntry(body="Something else.")])
    other = MemoryFolder()
    await carry_folder(there, other)

    carried = await carry_folder(here, other)

    assert carried.forked == {there.keys.device_id}
    assert Code.FORKED in {alarm.code for alarm in store.rows.alarm_list}
    of_there = [name for name in other.names(".segments") if there.keys.device_id.hex() in name]
    assert len(of_there) == 2, "both branches are kept, as proof"


async def test_a_name_that_says_otherwise_is_no_fork() -> None:
    """Anybody can write a name; only a signature accuses."""
    here, store, there, _ = await two()
    stick = MemoryFolder()
    await carry_folder(there, stick)
    await carry_folder(here, stick)
    (name,) = [name for name in stick.names(".segments") if there.keys.device_id.hex() in name]
    folder, _, file = name.rpartition("/")
    first, last, _, digest = file.split("-")
    stick.files[f"{folder}/{first}-{last}-00000000-{digest}"] = stick.files.pop(name)

    carried = await carry_folder(here, stick)

    assert (carried.forked, carried.unusable) == (set(), 1)
    assert not store.rows.alarm_list


async def test_another_control_log_under_our_name_is_told_and_ours_stays() -> None:
    """Two valid statements with one index: an alarm, and both are kept."""
    here, store = await founder()
    there, _ = await joined(here, "second", is_known=False)
    other, _ = await joined(here, "other", is_known=True)
    stick = MemoryFolder()
    await carry_folder(there, stick)

    await carry_folder(here, stick)

    assert Code.CONTROL_FORKED in {alarm.code for alarm in store.rows.alarm_list}
    held = {signed.raw for signed in [*await there.store.statements(1), *await other.store.statements(1)]}
    on_stick = [raw for name, raw in stick.files.items() if name.endswith(".statement")]
    assert all(any(raw in content for content in on_stick) for raw in held)


async def test_a_name_that_claims_more_than_its_file_holds_is_not_used() -> None:
    here, _, there, _ = await two()
    stick = MemoryFolder()
    await carry_folder(there, stick)
    (name,) = stick.names(".segments")
    stick.files[name.replace("-000000000003-", "-000000000005-")] = stick.files.pop(name)

    carried = await carry_folder(here, stick)

    assert (carried.received, carried.unusable) == (0, 1)


async def test_another_record_that_its_author_did_not_sign_accuses_nobody() -> None:
    here, store, there, _ = await two()
    stick = MemoryFolder()
    await carry_folder(there, stick)
    await carry_folder(here, stick)
    (name,) = [name for name in stick.names(".segments") if there.keys.device_id.hex() in name]
    frame = decode_to_device(stick.files[name])
    assert isinstance(frame, Segments)
    forged = reforged(stick, name, [msgspec.structs.replace(one, header=one.header + b"x") for one in frame.run])
    stick.files[forged.replace(name.split("-")[-2], "00000000")] = stick.files.pop(forged)

    carried = await carry_folder(here, stick)

    assert (carried.forked, carried.unusable) == (set(), 1)
    assert not store.rows.alarm_list


async def test_a_statement_file_with_anything_else_in_it_is_passed_over() -> None:
    here, _, there, _ = await two()
    stick = MemoryFolder()
    await carry_folder(there, stick)
    for name in stick.names(".statement"):
        stick.files[name] = b"\x93junk"

    carried = await carry_folder(here, stick)

    assert carried.unusable == 2
    assert carried.statements_given == 2
    assert (await carry_folder(there, stick)).statements_given == 0
