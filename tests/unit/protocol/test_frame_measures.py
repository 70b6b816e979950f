"""What frames weigh, and the bytes that are signed about them: pages must fit, and receipts must not move."""

from tests.support.control_cast import new_cast
from tests.support.segment_writing import series
from whyward.protocol.frames import (
    Segments,
    Statements,
    frame_bytes,
    kept_message,
    segment_cost,
    statement_cost,
)
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement

SPACE, DEVICE, HASH = SpaceId(b"s" * 32), DeviceId(b"d" * 32), b"h" * 32


def test_a_segment_costs_its_parts_and_sixteen_bytes_more() -> None:
    assert segment_cost(Segment(b"h" * 100, b"s" * 64, b"b" * 528)) == 100 + 64 + 528 + 16


def test_a_statement_costs_its_parts_and_sixteen_bytes_more() -> None:
    assert statement_cost(SignedStatement(b"r" * 100, b"s" * 64)) == 100 + 64 + 16


def test_a_frame_never_weighs_more_than_its_parts_cost_and_its_own_few_bytes() -> None:
    """A page that is filled by cost is never too large to send."""
    writing = new_cast().writing
    run = series(writing.control, writing.first, 40)
    segments, statements = Segments(SPACE, DEVICE, 1, []), Statements(SPACE, 1, [])

    assert len(frame_bytes(Segments(SPACE, DEVICE, 1, run))) <= len(frame_bytes(segments)) + 4 + sum(
        segment_cost(segment) for segment in run
    )
    assert len(frame_bytes(Statements(SPACE, 1, writing.signed))) <= len(frame_bytes(statements)) + 4 + sum(
        statement_cost(signed) for signed in writing.signed
    )


def test_a_receipt_is_signed_over_two_numbers_of_eight_bytes() -> None:
    message = kept_message(space_id=SPACE, device_id=DEVICE, n=3, hash_=HASH, relay_seq=258)

    assert message == b"whyward/v1/kept\0" + SPACE + DEVICE + bytes(7) + b"\3" + HASH + bytes(6) + b"\1\2"
