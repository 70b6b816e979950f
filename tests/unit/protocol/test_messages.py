"""What is signed for a proof and a receipt, byte for byte; what frames cost; how a fault is put into words."""

import pytest

from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, OurFault, TheirFault, WhywardError
from whyward.protocol.frames import (
    Segments,
    Statements,
    frame_bytes,
    kept_message,
    proof_message,
    segment_cost,
    statement_cost,
)
from whyward.protocol.ids import CONTROL, DeviceId, SpaceId
from whyward.protocol.relay_session import refusal
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement

SPACE, DEVICE = SpaceId(b"s" * 32), DeviceId(b"d" * 32)


def test_a_receipt_is_signed_over_these_bytes() -> None:
    """`L("kept") ‖ space_id ‖ device_id or empty ‖ u64(n) ‖ hash ‖ u64(relay_seq)`."""
    start, end = b"whyward/v1/kept\0" + SPACE, bytes(7) + b"\5" + b"h" * 32 + bytes(6) + b"\1\2"

    assert kept_message(space_id=SPACE, device_id=DEVICE, n=5, hash_=b"h" * 32, relay_seq=258) == start + DEVICE + end
    assert kept_message(space_id=SPACE, device_id=CONTROL, n=5, hash_=b"h" * 32, relay_seq=258) == start + end


def test_a_proof_is_signed_over_these_bytes() -> None:
    """`L("auth") ‖ relay_pk ‖ host ‖ device nonce ‖ relay nonce ‖ space_id ‖ device_id`, the host in lower case."""
    message = proof_message(
        relay_pk=b"p" * 32,
        host="Relay.Example:8443",
        device_nonce=b"1" * 32,
        relay_nonce=b"2" * 32,
        space_id=SPACE,
        device_id=DEVICE,
    )

    parts = (b"p" * 32, b"relay.example:8443", b"1" * 32, b"2" * 32, SPACE, DEVICE)
    assert message == b"whyward/v1/auth\0" + b"".join(parts)


@pytest.mark.parametrize("body", [0, 528, 1 << 16, 1 << 20])
@pytest.mark.parametrize("header", [0, 40, 300])
def test_a_page_is_never_longer_than_its_cost(header: int, body: int) -> None:
    """Nor much shorter: pages are filled by this measure."""
    segment = Segment(bytes(header), bytes(64), bytes(body))
    signed = SignedStatement(bytes(body), bytes(64))
    empty = len(frame_bytes(Segments(SPACE, DEVICE, 1, [])))

    assert 0 <= segment_cost(segment) - len(encoded(segment)) <= 16
    assert 0 <= statement_cost(signed) - len(encoded(signed)) <= 16
    ten = Segments(SPACE, DEVICE, 1, [segment] * 10)
    assert len(frame_bytes(ten)) <= empty + 10 * segment_cost(segment)
    tenfold = Statements(SPACE, 1, [signed] * 10)
    assert len(frame_bytes(tenfold)) <= empty + 10 * statement_cost(signed)


@pytest.mark.parametrize("kind", [TheirFault, OurFault])
def test_a_fault_says_its_sentence_and_its_code(kind: type[TheirFault] | type[OurFault]) -> None:
    """And nothing of what it was about."""
    fault = kind("a sentence", code=Code.BUSY, about=b"secret", retry_after_ms=7)

    assert isinstance(fault, WhywardError)
    assert (str(fault), fault.text) == ("a sentence", "a sentence")
    assert (fault.code, fault.about, fault.retry_after_ms) == (Code.BUSY, b"secret", 7)
    assert kind("x", code=Code.BUSY).retry_after_ms == 0


def test_a_refusal_carries_code_about_time_and_words_within_their_bounds() -> None:
    long = TheirFault("w" * 400, code=Code.FULL, about=b"a" * 40, retry_after_ms=9)

    frame = refusal(long)

    assert (frame.code, frame.about, frame.retry_after_ms, frame.text) == ("full", b"a" * 32, 9, "w" * 300)


def test_a_cost_is_of_all_parts_and_sixteen_bytes_more() -> None:
    assert segment_cost(Segment(b"h" * 100, b"s" * 64, b"b" * 528)) == 100 + 64 + 528 + 16
    assert statement_cost(SignedStatement(b"r" * 100, b"s" * 64)) == 100 + 64 + 16
