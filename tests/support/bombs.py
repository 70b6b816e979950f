"""Bombs: small inputs that would become large, deep or endless in a reader that believes them.

Run as a program, `python -m tests.support.bombs WHAT`, it throws them at the product in a fresh process and says as
JSON what it cost, so that a crash or a growth is its own and no test runner's.
"""

import json
import resource
import struct
import sys
import threading
import zlib
from collections.abc import Callable, Iterator

from tests.support.fuzz_device import device_targets
from tests.support.fuzz_journal import reading_targets
from tests.support.fuzz_wire import segment_targets, session_targets, shape_targets, statement_targets
from whyward.journal.events.depth import is_shallow
from whyward.journal.events.reading import read_body
from whyward.journal.plaintext import padded_length, unpacked
from whyward.protocol.errors import TheirFault
from whyward.protocol.limits import RAW_BYTES_MAX

STACK_BYTES = 256 << 10
"""A thirty-second of what a thread of the product has."""

ENOUGH_KIB = 64 << 10
"""A growth that needs no further proof."""

_DEEP, _MANY = 1_000_000, 100_000


def nested_bombs() -> Iterator[tuple[str, bytes]]:
    """Make msgpack that nests, repeats or announces far more than it holds."""
    yield "a million arrays in each other", b"\x91" * _DEEP
    yield "a million arrays in each other, whole", b"\x91" * _DEEP + b"\xc0"
    yield "a million maps in each other", b"\x81\xa1a" * _DEEP
    yield "arrays with large heads in each other", b"\xdd\x00\x00\x00\x01" * (_DEEP // 5)
    yield "arrays that fork", b"\x92" * (_DEEP // 5)
    yield "an array of 2 ** 32 - 1", b"\xdd\xff\xff\xff\xff"
    yield "a map of 2 ** 32 - 1", b"\xdf\xff\xff\xff\xff"
    yield "a hundred thousand small maps", b"\xdd" + _MANY.to_bytes(4, "big") + b"\x81\xa1a\x01" * _MANY
    yield "a hundred thousand empty arrays", b"\xdd" + _MANY.to_bytes(4, "big") + b"\x90" * _MANY
    yield "an extension of 4 GiB", b"\xc9\xff\xff\xff\xff\x05"
    yield "bytes of 4 GiB", b"\xc6\xff\xff\xff\xff"
    yield "text of 4 GiB", b"\xdb\xff\xff\xff\xff"
    yield "a timestamp", b"\xd7\xff" + bytes(8)


def throw_nested() -> dict[str, int]:
    """Throw every nested bomb at every decoder, in a thread with a small stack; count what was refused."""
    targets = [
        *shape_targets(),
        *statement_targets(),
        *segment_targets(),
        *session_targets(),
        *reading_targets(),
        *device_targets(),
    ]
    counts = {"thrown": 0, "taken": 0}

    def throw() -> None:
        for name, bomb in nested_bombs():
            for target in targets:
                for raw in (bomb, b"\x91" + bomb, b"win-noticed.1\n" + bomb, b"win-noticed.1\n\x81\xa1q" + bomb):
                    counts["thrown"] += 1
                    counts["taken"] += target.take(raw)
            is_shallow(bomb)
            read_body(f"made-up.{len(name)}", bomb)

    _in_a_small_thread(throw)
    return counts


def _in_a_small_thread(work: Callable[[], None]) -> None:
    threading.stack_size(STACK_BYTES)
    failed: list[BaseException] = []

    def kept() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001  # handed on below, to the main thread
            failed.append(error)

    thread = threading.Thread(target=kept)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def plain(stored: bytes, raw_len: int) -> bytes:
    """Build a plaintext that says it inflates to `raw_len` bytes."""
    joined = struct.pack(">BBII", 1, 1, raw_len, len(stored)) + stored
    return joined.ljust(padded_length(len(joined)), b"\0")


def zeros(mebibytes: int) -> bytes:
    """Deflate zeros without ever holding them: this process must not have been large before."""
    stream = zlib.compressobj(9)
    return b"".join([*(stream.compress(bytes(1 << 20)) for _ in range(mebibytes)), stream.flush()])


def inflating_bombs() -> Iterator[bytes]:
    """Make plaintexts whose streams hold far more than they say, or far more than anything may hold."""
    large = zeros(1024)
    for raw_len in (1, 10, RAW_BYTES_MAX - 1, RAW_BYTES_MAX, RAW_BYTES_MAX + 1, 1 << 30, (1 << 32) - 1):
        yield plain(large, raw_len)
    twice = zlib.compress(zeros(256), 9)
    yield plain(twice, RAW_BYTES_MAX)
    yield plain(zlib.compress(bytes(RAW_BYTES_MAX + 1), 9), RAW_BYTES_MAX)
    yield plain(zlib.compress(b"\x91" * RAW_BYTES_MAX, 9), RAW_BYTES_MAX)
    yield plain(zlib.compress(b"\xdc\x03\xe9\x90" + b"\x97" * (RAW_BYTES_MAX - 4), 9), RAW_BYTES_MAX)


def throw_inflating() -> dict[str, int]:
    """Open one honest segment of the largest size, then every bomb, many times; say how much memory came on top."""
    bombs = list(inflating_bombs())
    event = b"\x97\xc4\x10" + bytes(16) + b"\xadwin-noticed.1\x05\x05\x00\xc4\x10" + bytes(16)
    body = b"\xc6" + (200 << 10).to_bytes(4, "big") + bytes(200 << 10)
    honest = b"\x96\x90" + (event + body) * 5
    unpacked(plain(zlib.compress(honest), len(honest)))
    before, thrown, taken, grown_kib = _peak_kib(), 0, 0, 0
    for bomb in bombs * 20:
        thrown += 1
        try:
            unpacked(bomb)
            taken += 1
        except TheirFault:
            grown_kib = _peak_kib() - before
        if taken or grown_kib > ENOUGH_KIB:
            break
    return {"thrown": thrown, "taken": taken, "grown_kib": grown_kib}


def _peak_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


THROWS = {"nested": throw_nested, "inflating": throw_inflating}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(THROWS[sys.argv[1]]()))
