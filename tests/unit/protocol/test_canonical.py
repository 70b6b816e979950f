"""The canonical encoding and its strict decoder."""

import pytest

from whyward.protocol.canonical import Shape, encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Hello, Want, decode_to_relay, frame_bytes
from whyward.protocol.statements import SignedStatement

SIGNED = SignedStatement(b"abc", bytes(64))
RAW = encoded(SIGNED)
SHAPE = Shape(SignedStatement, name="test", bytes_max=200)


def test_what_is_encoded_decodes_to_the_same() -> None:
    """The good case."""
    assert SHAPE.decode(RAW) == SIGNED


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("a byte after the end", RAW + b"\0", Code.MALFORMED),
        ("a byte missing", RAW[:-1], Code.MALFORMED),
        ("nothing", b"", Code.MALFORMED),
        ("one field too many", b"\x93" + RAW[1:] + b"\xc4\x00", Code.MALFORMED),
        ("one field too few", b"\x91" + RAW[1:6], Code.MALFORMED),
        ("a map", b"\x82\xa3raw\xc4\x03abc\xa9signature" + RAW[6:], Code.MALFORMED),
        ("text for bytes", b"\x92\xa3abc" + RAW[6:], Code.MALFORMED),
        ("nil", b"\x92\xc0" + RAW[6:], Code.MALFORMED),
        ("an extension", b"\x92\xd4\x05\x00" + RAW[6:], Code.MALFORMED),
        ("a longer length than needed", b"\x92\xc5\x00\x03abc" + RAW[6:], Code.NOT_CANONICAL),
        ("a longer array header than needed", b"\xdc\x00\x02" + RAW[1:], Code.NOT_CANONICAL),
        ("too many bytes", encoded(SignedStatement(bytes(200), bytes(64))), Code.TOO_LARGE),
    ],
)
def test_another_encoding_is_refused(name: str, raw: bytes, code: Code) -> None:
    """Every other spelling of the same thing, and everything that is not the thing."""
    with pytest.raises(TheirFault) as caught:
        SHAPE.decode(raw)

    assert caught.value.code is code, name


@pytest.mark.parametrize("longer", [b"\xcc\x05", b"\xcd\x00\x05", b"\xce\x00\x00\x00\x05", b"\xd0\x05"])
def test_an_integer_in_more_bytes_than_needed_is_refused(longer: bytes) -> None:
    """One number, one spelling."""
    raw = frame_bytes(Want(bytes(32), b"", 5))
    assert raw.endswith(b"\x05")

    with pytest.raises(TheirFault) as caught:
        decode_to_relay(raw[:-1] + longer)

    assert caught.value.code is Code.NOT_CANONICAL


@pytest.mark.parametrize("number", [b"\xff", b"\xcb\x40\x14\x00\x00\x00\x00\x00\x00", b"\xcf" + b"\xff" * 8])
def test_a_negative_a_fraction_and_a_number_past_the_range_are_refused(number: bytes) -> None:
    """Only small whole numbers from zero on are positions."""
    raw = frame_bytes(Want(bytes(32), b"", 5))

    with pytest.raises(TheirFault):
        decode_to_relay(raw[:-1] + number)


def test_an_unknown_tag_is_refused_without_quoting_it() -> None:
    """A refusal never repeats what came in."""
    raw = frame_bytes(Hello(1, bytes(32))).replace(b"hello", b"hullo")

    with pytest.raises(TheirFault) as caught:
        decode_to_relay(raw)

    assert "hullo" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_deep_nesting_is_refused_and_does_not_end_the_process() -> None:
    """A hundred thousand brackets where bytes are due."""
    with pytest.raises(TheirFault):
        decode_to_relay(b"\x91" * 100_000)


def test_as_many_bytes_as_are_allowed_are_decoded_and_not_one_more() -> None:
    assert Shape(SignedStatement, name="test", bytes_max=len(RAW)).decode(RAW) == SIGNED
    with pytest.raises(TheirFault) as caught:
        Shape(SignedStatement, name="test", bytes_max=len(RAW) - 1).decode(RAW)
    assert caught.value.code is Code.TOO_LARGE
