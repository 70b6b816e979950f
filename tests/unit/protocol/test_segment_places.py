"""Where a segment may stand: its series, its author's belief, its body (protocol reference §5)."""

import msgspec
import pytest

from tests.support.segment_scene import Scene
from tests.support.segment_writing import end_of, segment_at
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.errors import Code
from whyward.protocol.limits import BODY_BYTES_MAX, PLAIN_BYTES_MAX, PLAIN_BYTES_MIN, TAG_BYTES
from whyward.protocol.segments import EMPTY, Segment


@pytest.fixture
def scene() -> Scene:
    """The two devices."""
    return Scene()


def resigned(segment: Segment, by: DeviceKeys, header: bytes) -> Segment:
    """Return a segment with another header, signed."""
    return Segment(header, by.signer.sign(b"whyward/v1/seg-sig\0" + header), segment.body)


def test_an_empty_run_is_placed_wherever_it_is_said_to_stand(scene: Scene) -> None:
    assert scene.place([]) == []


def test_a_run_is_placed_whole_and_vouched_for_by_its_last_signature(scene: Scene) -> None:
    one, two, three = scene.run()
    unsigned = msgspec.structs.replace(one, signature=bytes(64))

    placed = scene.place([unsigned, two, three])

    assert [item.core.n for item in placed] == [1, 2, 3]
    assert placed[-1].hash == end_of([one, two, three]).hash
    assert placed[1].core.prev == placed[0].hash
    assert scene.refused([one, two, msgspec.structs.replace(three, signature=bytes(64))]) is Code.BAD_SIGNATURE


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"v": 2}, Code.UNKNOWN_VERSION),
        ({"suite": 2}, Code.UNKNOWN_VERSION),
        ({"space_id": bytes(32)}, Code.WRONG_PLACE),
        ({"device_id": bytes(32)}, Code.WRONG_PLACE),
        ({"n": 2}, Code.GAP),
        ({"n": 0}, Code.GAP),
        ({"prev": b"p" * 32}, Code.FORKED),
        ({"epoch_id": bytes(32)}, Code.BAD_EPOCH),
        ({"control_index": 2}, Code.CONTROL_UNKNOWN),
        ({"control_head": bytes(32)}, Code.CONTROL_FORKED),
        ({"control_index": 0}, Code.CONTROL_FORKED),
        ({"plain_len": PLAIN_BYTES_MIN - 1}, Code.MALFORMED),
        ({"plain_len": PLAIN_BYTES_MAX + 1}, Code.MALFORMED),
        ({"plain_len": PLAIN_BYTES_MIN + 1}, Code.BAD_BODY),
        ({"salt": b""}, Code.MALFORMED),
    ],
    ids=str,
)
def test_a_core_that_says_another_place_is_refused(scene: Scene, change: dict[str, object], code: Code) -> None:
    """Also one that says it was made before its author was in the space."""
    assert scene.refused([segment_at(scene.writing.control, scene.author, EMPTY, **change)]) is code  # type: ignore[arg-type]  # the changes are of cores


def test_a_body_of_another_length_or_content_is_refused(scene: Scene) -> None:
    (segment,) = scene.run(1)
    for body in (segment.body[:-1], segment.body + b"\0", b"", b"\0" + segment.body[1:]):
        assert scene.refused([msgspec.structs.replace(segment, body=body)]) is Code.BAD_BODY


def test_the_largest_plaintext_makes_the_largest_body_and_no_larger_one(scene: Scene) -> None:
    assert PLAIN_BYTES_MAX + TAG_BYTES == BODY_BYTES_MAX
    largest = segment_at(
        scene.writing.control, scene.author, EMPTY, body=bytes(BODY_BYTES_MAX), plain_len=PLAIN_BYTES_MAX
    )

    assert scene.place([largest])


def test_a_kind_that_is_not_known_yet_is_placed(scene: Scene) -> None:
    """Kept and passed on; who opens it looks at the kind."""
    assert scene.place([segment_at(scene.writing.control, scene.author, EMPTY, kind=77)])


@pytest.mark.parametrize("who", ["kit", "stranger"])
def test_the_kit_and_a_stranger_have_no_series(scene: Scene, who: str) -> None:
    """Not even one that is well-formed and signed by them."""
    keys = scene.writing.kit if who == "kit" else scene.writing.keys("stranger")

    assert scene.refused(scene.run(by=keys), by=keys) is Code.NOT_ADMITTED


def test_an_author_that_believed_another_log_of_its_own_time_is_refused(scene: Scene) -> None:
    """A head of this very log, at another index, is another log too."""
    control = scene.writing.control
    swapped = segment_at(control, scene.author, EMPTY, control_head=control.hashes[0])

    assert scene.refused([swapped]) is Code.CONTROL_FORKED


def test_a_segment_keeps_the_epoch_of_its_control_head(scene: Scene) -> None:
    """An epoch that came later does not make it wrong; the later epoch would."""
    before = scene.writing.control
    run = scene.run(1)
    scene.writing.rotate(scene.owner)
    after = scene.writing.control

    assert scene.place(run)
    early = segment_at(before, scene.author, EMPTY, epoch_id=after.epoch.body.epoch_id)
    late = segment_at(after, scene.author, EMPTY, epoch_id=before.epoch.body.epoch_id)
    assert scene.refused([early]) is Code.BAD_EPOCH
    assert scene.refused([late]) is Code.BAD_EPOCH


def test_a_header_that_is_not_one_is_refused(scene: Scene) -> None:
    """Whatever stands where a header should."""
    (segment,) = scene.run(1)

    assert scene.refused([resigned(segment, scene.author, segment.header + b"\0")]) is Code.MALFORMED
    assert scene.refused([resigned(segment, scene.author, bytes(1025))]) is Code.TOO_LARGE


def test_the_first_device_writes_in_knowledge_of_the_genesis_alone(scene: Scene) -> None:
    """It was there from statement 0 on."""
    first = scene.writing.first
    early = segment_at(scene.writing.control, first, EMPTY, control_index=0)

    assert scene.place([early], by=first)
