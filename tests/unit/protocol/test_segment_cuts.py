"""Where a series ends: removed and renewed devices, what comes late, and bodies that were erased (reference §5)."""

import msgspec
import pytest

from tests.support.segment_scene import Scene
from tests.support.segment_writing import end_of, segment_at
from tests.support.world import CRYPTO
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import ZERO32, DeviceId
from whyward.protocol.members import CutAt
from whyward.protocol.segments import EMPTY, Tail, place_late_run, place_unshared


@pytest.fixture
def scene() -> Scene:
    """The two devices."""
    return Scene()


# --- Cuts.


@pytest.mark.parametrize("n", [1, 2, 3])
def test_what_a_removed_device_wrote_up_to_its_cut_counts_whenever_it_comes(scene: Scene, n: int) -> None:
    run = scene.run()
    scene.cut(3, run)

    assert len(scene.place(run[:n])) == n


def test_what_lies_beyond_the_cut_is_late_with_all_that_came_in_one_run(scene: Scene) -> None:
    run = scene.run()
    scene.cut(2, run)

    assert scene.refused(run) is Code.LATE
    assert scene.refused(run[2:], end_of(run[:2])) is Code.LATE
    assert len(scene.place(run[:2])) == 2


def test_a_device_that_was_cut_before_its_first_segment_adds_nothing(scene: Scene) -> None:
    run = scene.run()
    scene.writing.remove(scene.owner, [scene.author])

    assert scene.refused(run[:1]) is Code.LATE


def test_another_segment_at_the_cut_is_a_fork(scene: Scene) -> None:
    """Its hash counts there: the removal says which of two histories it saw."""
    run = scene.run()
    other = segment_at(scene.writing.control, scene.author, end_of(run[:1]), salt=b"o" * 32)
    scene.cut(2, [run[0], other])

    assert scene.refused(run[:2]) is Code.FORKED
    assert scene.place(run[:1])
    assert scene.place([run[0], other])


def test_a_device_cannot_write_in_knowledge_of_its_own_removal(scene: Scene) -> None:
    """Even within a cut that leaves room for it."""
    scene.writing.remove(scene.owner, [scene.author], {scene.author.device_id: CutAt(9, b"c" * 32)})

    assert scene.refused(scene.run(1)) is Code.NOT_ALLOWED
    assert scene.refused_late(scene.run(1), EMPTY) is Code.NOT_ALLOWED


def test_a_renewed_device_writes_no_more_from_its_renewal_on(scene: Scene) -> None:
    run, new = scene.run(), scene.writing.keys("new")
    scene.writing.renew(scene.author, new, CutAt(*end_of(run)))

    assert scene.place(run)
    assert scene.refused(scene.run(1, after=end_of(run)), end_of(run)) is Code.NOT_ALLOWED
    assert scene.place(scene.run(1, by=new), by=new)


def test_the_end_of_a_renewed_device_stays_when_it_is_removed_later(scene: Scene) -> None:
    run = scene.run()
    scene.writing.renew(scene.author, scene.writing.keys("new"), CutAt(*end_of(run[:2])))
    knew_of_renewal = scene.writing.control.index
    scene.writing.rotate(scene.owner)
    scene.writing.remove(scene.owner, [scene.author])

    assert scene.place(run[:2])
    assert scene.refused(run) is Code.LATE
    stopped = segment_at(scene.writing.control, scene.author, end_of(run[:1]), control_index=knew_of_renewal)
    assert scene.refused([stopped], end_of(run[:1])) is Code.NOT_ALLOWED


def test_nothing_is_written_in_knowledge_of_the_end_of_the_space(scene: Scene) -> None:
    """What was written before counts, whenever it comes."""
    run = scene.run()
    scene.writing.close(scene.owner)

    assert scene.place(run)
    assert scene.refused(scene.run(1, after=end_of(run)), end_of(run)) is Code.CLOSED


# --- Beyond the cut.


def test_a_late_run_that_is_genuine_is_let_through_to_be_looked_at(scene: Scene) -> None:
    """From the cut on, and on from there."""
    run = scene.run(5)
    scene.cut(2, run)

    late = scene.place_late(run[2:4], end_of(run[:2]))

    assert [item.core.n for item in late] == [3, 4]
    assert scene.place_late(run[4:], end_of(run[:4]))
    assert scene.place_late([], end_of(run[:2])) == []


def test_a_late_run_is_checked_like_any_other(scene: Scene) -> None:
    run = scene.run(5)
    scene.cut(2, run)
    unsigned = msgspec.structs.replace(run[2], signature=bytes(64))
    damaged = msgspec.structs.replace(run[2], body=bytes(len(run[2].body)))

    assert scene.refused_late([unsigned], end_of(run[:2])) is Code.BAD_SIGNATURE
    assert scene.refused_late([damaged], end_of(run[:2])) is Code.BAD_BODY
    assert scene.refused_late(run[3:], end_of(run[:2])) is Code.GAP
    assert scene.refused_late(run[2:], Tail(2, ZERO32)) is Code.FORKED
    with pytest.raises(TheirFault) as caught:
        place_late_run(run, device=DeviceId(ZERO32), after=EMPTY, control=scene.writing.control, check=CRYPTO.check)
    assert caught.value.code is Code.NOT_ADMITTED


# --- Shared with nobody yet.


def test_what_was_shared_with_nobody_is_genuine_whatever_its_author_believed(scene: Scene) -> None:
    """It will be sealed anew; until then its place, its body and its signature count, and nothing else."""
    unshared = segment_at(scene.writing.control, scene.author, EMPTY, control_head=b"b" * 32)

    placed = place_unshared(
        unshared, device=scene.author.device_id, after=EMPTY, control=scene.writing.control, check=CRYPTO.check
    )

    assert placed.core.n == 1
    assert scene.refused([unshared]) is Code.CONTROL_FORKED
    for after, segment, code in (
        (EMPTY, msgspec.structs.replace(unshared, signature=bytes(64)), Code.BAD_SIGNATURE),
        (EMPTY, msgspec.structs.replace(unshared, body=bytes(len(unshared.body))), Code.BAD_BODY),
        (end_of([unshared]), unshared, Code.GAP),
    ):
        with pytest.raises(TheirFault) as caught:
            place_unshared(
                segment, device=scene.author.device_id, after=after, control=scene.writing.control, check=CRYPTO.check
            )
        assert caught.value.code is code


# --- Erased bodies.


def test_an_erased_body_may_be_missing_and_is_dropped_if_it_came(scene: Scene) -> None:
    """Its header holds its place in the chain: hash and signature stay good."""
    run = scene.run()
    scene.writing.erase(scene.owner, (scene.author.device_id, 2))
    without = [run[0], msgspec.structs.replace(run[1], body=b""), run[2]]

    for given in (run, without):
        placed = scene.place(given)
        assert [item.segment.body != b"" for item in placed] == [True, False, True]
        assert placed[-1].hash == end_of(run).hash
        assert placed[1].segment.header == run[1].header


def test_an_erasure_of_one_device_is_none_of_another_and_none_of_another_number(scene: Scene) -> None:
    run = scene.run()
    scene.writing.erase(scene.owner, (scene.owner.device_id, 2), (scene.author.device_id, 3))

    assert scene.refused([run[0], msgspec.structs.replace(run[1], body=b"")]) is Code.BAD_BODY


def test_an_erased_body_that_comes_as_another_one_is_refused(scene: Scene) -> None:
    """Nobody may use the gap to put something else there."""
    (segment,) = scene.run(1)
    scene.writing.erase(scene.owner, (scene.author.device_id, 1))

    assert scene.refused([msgspec.structs.replace(segment, body=bytes(len(segment.body)))]) is Code.BAD_BODY
