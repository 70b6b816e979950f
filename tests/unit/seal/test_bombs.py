"""Bombs cost nothing: whatever a small input says that it holds, what it is refused for costs little.

Each kind is thrown in a process of its own, so that a crash or a growth is seen for what it is.
"""

import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.support.bombs import inflating_bombs
from whyward.journal import plaintext
from whyward.protocol.errors import TheirFault
from whyward.protocol.limits import RAW_BYTES_MAX

ROOT = Path(__file__).parents[3]
GROWTH_KIB_MAX = 8 << 10


def thrown(what: str) -> dict[str, int]:
    """Throw one kind of bomb in a fresh process."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "tests.support.bombs", what]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    said: dict[str, int] = json.loads(done.stdout)
    return said


def test_a_compression_bomb_is_refused_and_costs_no_memory() -> None:
    """A gibibyte of zeros in a mebibyte, sealed by a member that lies: what an honest segment costs is not exceeded."""
    said = thrown("inflating")

    assert said["thrown"] > 200
    assert said["taken"] == 0
    assert said["grown_kib"] <= GROWTH_KIB_MAX


class CountedStream:
    """zlib's stream, which tells what it gave."""

    given: int

    def __init__(self) -> None:
        """Open a stream of the real thing."""
        self._stream = zlib.decompressobj()

    def decompress(self, stored: bytes, most: int) -> bytes:
        """Give bytes, and count them."""
        raw = self._stream.decompress(stored, most)
        type(self).given += len(raw)
        return raw

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


class CountingZlib:
    """Stands where `zlib` stands."""

    error = zlib.error
    decompressobj = CountedStream


def test_never_more_than_one_byte_past_what_was_promised_is_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plaintext, "zlib", CountingZlib)
    for bomb in inflating_bombs():
        promised = int.from_bytes(bomb[2:6], "big")
        CountedStream.given = 0

        with pytest.raises(TheirFault):
            plaintext.unpacked(bomb)

        assert CountedStream.given <= min(promised, RAW_BYTES_MAX) + 1


def test_values_nested_a_million_deep_are_refused_on_a_small_stack() -> None:
    """By every decoder and every reader of events: no crash, no exception but the documented one."""
    said = thrown("nested")

    assert said["thrown"] > 1000
    assert said["taken"] == 0
