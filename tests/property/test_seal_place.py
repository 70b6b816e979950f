"""A sealed segment opens in its place and nowhere else, and its size says as little as it may.

Here the author itself lies: headers are signed again after each change, so that only the seal is left to notice.
"""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.world import CRYPTO, new_space
from whyward.journal.events.envelope import Event
from whyward.journal.plaintext import Batch, padded_length
from whyward.journal.seal import Place, open_sealed, seal
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import TheirFault
from whyward.protocol.limits import PLAIN_BYTES_MIN, RAW_BYTES_MAX
from whyward.protocol.segments import (
    EMPTY,
    Core,
    Header,
    Placed,
    Segment,
    Tail,
    decode_header,
    place_run,
    segment_hash,
    signed_message,
)

STEADY = settings(derandomize=True, deadline=None, database=None, max_examples=150)
SPACES = [new_space("mine"), new_space("another")]


def a_segment(text: bytes, *, space: int = 0, n: int = 1) -> Segment:
    """Seal a text in a space, at a number."""
    mine = SPACES[space]
    event = Event(bytes(16), "entry-written.1", 5 << 16, 5, 0, bytes(16), text)
    place = Place(mine.space_id, mine.device.device_id, n, EMPTY.hash, 0, mine.control.head)
    segment, _ = seal(Batch((), (event,)), place, mine.epoch, signer=mine.device.signer, crypto=CRYPTO, dice=bytes(32))
    return segment


def opened_unplaced(segment: Segment) -> Batch:
    """Open without looking at the place: what is left to notice is the seal itself."""
    header, core = decode_header(segment.header)
    placed = Placed(core, header.core, header.commit, segment_hash(segment.header), segment)
    return open_sealed(placed, replace(SPACES[0].epoch, epoch_id=core.epoch_id), CRYPTO)


def signed(header: bytes, body: bytes) -> Segment:
    """Sign a header as its author."""
    return Segment(header, SPACES[0].device.signer.sign(signed_message(header)), body)


BYTES32 = st.binary(min_size=32, max_size=32)
OTHER_VALUE = {
    "kind": st.integers(0, 255),
    "space_id": BYTES32,
    "device_id": BYTES32,
    "n": st.integers(0, 1 << 62),
    "prev": BYTES32,
    "epoch_id": BYTES32,
    "control_index": st.integers(0, 0xFFFF_FFFF),
    "control_head": BYTES32,
    "plain_len": st.integers(PLAIN_BYTES_MIN, RAW_BYTES_MAX),
    "salt": BYTES32,
}


def test_every_field_of_a_core_is_moved_by_these_tests() -> None:
    assert set(OTHER_VALUE) == set(Core.__struct_fields__) - {"v", "suite"}


@pytest.mark.parametrize("field", OTHER_VALUE)
@given(data=st.data(), text=st.binary(max_size=2000))
@settings(STEADY, max_examples=25)
def test_a_segment_moved_in_any_field_does_not_open(field: str, data: st.DataObject, text: bytes) -> None:
    """Even with its author's signature, and even if nobody had looked at its place."""
    segment = a_segment(text)
    header, core = decode_header(segment.header)
    moved = msgspec.structs.replace(core, **{field: data.draw(OTHER_VALUE[field])})
    if moved == core:
        return
    other = signed(encoded(Header(encoded(moved), header.commit, header.body_hash)), segment.body)

    with pytest.raises(TheirFault):
        opened_unplaced(other)


@given(texts=st.tuples(st.binary(max_size=300), st.binary(max_size=300)), space=st.integers(0, 1), n=st.integers(1, 2))
@STEADY
def test_bodies_and_headers_of_two_segments_do_not_open_together(
    texts: tuple[bytes, bytes], space: int, n: int
) -> None:
    """The body of one under the header of another, of this space or the other one, at this number or another."""
    first, second = a_segment(texts[0]), a_segment(texts[1], space=space, n=n)
    if first == second:
        return
    header, _ = decode_header(first.header)
    stolen, _ = decode_header(second.header)
    for mixed in (
        Header(header.core, header.commit, stolen.body_hash),
        Header(header.core, stolen.commit, stolen.body_hash),
        Header(header.core, stolen.commit, header.body_hash),
    ):
        body = second.body if mixed.body_hash == stolen.body_hash else first.body
        if (mixed, body) == (header, first.body):
            continue
        with pytest.raises(TheirFault):
            opened_unplaced(signed(encoded(mixed), body))


@given(text=st.binary(max_size=300), after=st.integers(0, 5), prev=BYTES32)
@STEADY
def test_a_segment_has_a_place_only_after_the_very_one_it_follows(text: bytes, after: int, prev: bytes) -> None:
    segment = a_segment(text)
    mine = SPACES[0]
    tail = Tail(after, prev)

    if tail == EMPTY:
        return
    with pytest.raises(TheirFault):
        place_run([segment], device=mine.device.device_id, after=tail, control=mine.control, check=CRYPTO.check)


@given(length=st.integers(1, 2 * RAW_BYTES_MAX), more=st.integers(0, 1 << 16))
@settings(STEADY, max_examples=400)
def test_padding_only_grows_and_is_done_once(length: int, more: int) -> None:
    """Padmé: a longer text is never padded to less, a padded length stays, and it costs at most 12 %."""
    padded = padded_length(length)

    assert length <= padded <= padded_length(length + more)
    assert padded_length(padded) == padded
    assert padded <= max(PLAIN_BYTES_MIN, length * 1.12)
