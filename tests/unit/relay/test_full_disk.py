"""A disk that takes nothing more, as the kernel says it: the relay refuses, reads on, and needs no restart."""

import resource
from pathlib import Path

import pytest

from tests.support.relay_peer import Peer, PretendSpace
from tests.unit.relay.test_command import peer_of, relay_process
from whyward.protocol.errors import Code
from whyward.protocol.frames import Kept, Refused
from whyward.relay.offline import check_file


async def pushed_until_full(peer: Peer, space: PretendSpace) -> tuple[int, Refused]:
    """Push one large segment after the other until one is refused; return how many were kept, and the refusal."""
    for n in range(1, 50):
        await peer.push(space, n, space.sealed(body_bytes=60_000))
        answer = await peer.any_but_news()
        if isinstance(answer, Refused):
            return n - 1, answer
        assert isinstance(answer, Kept)
    pytest.fail("the disk was never full")


async def test_a_full_disk_refuses_with_a_time_to_come_again_and_recovers_by_itself(tmp_path: Path) -> None:
    """Case 27: the file's size is limited from outside, and later the limit is lifted."""
    space, other = PretendSpace("full"), PretendSpace("other")
    async with relay_process(tmp_path) as (process, url), peer_of(url) as peer:
        await peer.found(space)
        await peer.found(other)
        _, most = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (400_000, most))

        kept, refusal = await pushed_until_full(peer, space)

        assert 0 < kept < 10
        assert (refusal.code, refusal.retry_after_ms) == (Code.FULL, 30_000)
        assert refusal.about == space.first.device_id
        run = space.series[space.first.device_id]
        assert (await peer.prove(space)).tails[0].n == kept
        got = 0
        while got < kept:
            page = (await peer.wanted(space, got + 1)).run
            assert page == run[got : got + len(page)]
            got += len(page)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))
        assert (await peer.pushed(space, kept + 1, run[kept:])).n == kept + 1
        assert (await peer.pushed(other, 1, other.sealed(2))).n == 2
        process.terminate()
        await process.communicate()

    assert check_file(tmp_path / "r.sqlite3").sentences == []
