"""The kill sweep: SIGKILL at every call that writes, of a client that records and of a relay that takes pushes.

After each of them the next start goes on by itself, with all that was promised, and what is tried again counts once.
"""

import os
from pathlib import Path

import pytest

from tests.support.kill_client import sweep_founding
from tests.support.kill_rounds import killed
from tests.support.kill_sweep import nursery

POINTS = int(os.environ.get("WHYWARD_KILL_POINTS", "2000"))
PARTS = [("client", 0), ("relay", 0), ("client", 1), ("relay", 1)]
MUST_BE_AMONG = {"client": {"pwrite64", "fdatasync", "fsync", "rename", "write"}, "relay": {"pwrite64", "fdatasync"}}


@pytest.mark.parametrize(("who", "part"), PARTS)
def test_a_kill_at_any_write_loses_nothing_that_was_promised(who: str, part: int) -> None:
    """Sound structure, whole chains, every promised record or receipt; and recording or pushing goes on."""
    kills = killed(who, str(part), POINTS // len(PARTS))

    assert kills.total() >= POINTS // len(PARTS)
    assert MUST_BE_AMONG[who] <= kills.keys()


def test_a_promise_before_the_write_is_noticed(tmp_path: Path) -> None:
    """A sweep that finds nothing wrong with that would be blind."""
    with nursery() as keeper, pytest.raises(AssertionError, match="promised and is not there"):
        sweep_founding(keeper, "0", tmp_path, work="boast")
