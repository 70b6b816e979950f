"""One value has one spelling: every decoder refuses every other one, whatever it would have meant.

The spellings are made byte by byte by `msgpack_forms`; msgspec alone takes many of them. Decoders are found by a walk,
so a new one is tested by being there.
"""

from collections.abc import Callable, Iterator
from random import Random

import msgspec
import pytest
from msgspec import inspect

from tests.support.msgpack_forms import NotOurs, array_head, nodes, plain, put, respelt, tree_of
from tests.support.wire_shapes import made_up, structures_of, type_of, walked
from whyward.journal.events.envelope import Event
from whyward.journal.plaintext import Batch, Head, packed, unpacked
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import decode_to_device, decode_to_relay

SHAPES = walked()
each_shape = pytest.mark.parametrize("name", SHAPES)
REFUSALS = {Code.MALFORMED, Code.NOT_CANONICAL, Code.TOO_LARGE}


def refusal_of(name: str, raw: bytes) -> Code | None:
    """Return why a decoder refuses, or None if it does not."""
    try:
        SHAPES[name].decode(raw)
    except TheirFault as fault:
        return fault.code
    return None


def samples(name: str) -> Iterator[bytes]:
    """Encode made-up values of what a decoder reads."""
    return (encoded(value) for value in made_up(SHAPES[name], Random(name), 3))


@each_shape
def test_no_value_has_a_second_spelling(name: str) -> None:
    """Longer numbers and lengths, fractions, maps, extensions, nil, text for bytes, bytes after the end, and so on."""
    tried = 0
    for raw in samples(name):
        assert refusal_of(name, raw) is None
        for why, other in respelt(raw):
            assert refusal_of(name, other) in REFUSALS, why
            tried += 1

    assert tried > 20


@each_shape
def test_a_structure_with_one_element_more_or_less_is_refused(name: str) -> None:
    """A field of tomorrow needs a version of tomorrow: nothing is skipped, nothing is filled in."""
    if not structures_of(SHAPES[name]):
        assert isinstance(inspect.type_info(type_of(SHAPES[name])), inspect.ListType)
        return
    for raw in samples(name):
        inside = [node.raw for node in tree_of(raw).inside]
        for more in (b"\xc0", b"\x00", b"\xc4\x00", inside[-1]):
            assert refusal_of(name, array_head(len(inside) + 1) + b"".join(inside) + more) in REFUSALS
            assert refusal_of(name, array_head(len(inside) + 1) + more + b"".join(inside)) in REFUSALS
        for missing in range(len(inside)):
            left = inside[:missing] + inside[missing + 1 :]
            assert refusal_of(name, array_head(len(left)) + b"".join(left)) in REFUSALS


@each_shape
@pytest.mark.parametrize(
    "number",
    [
        b"\xcf\x80" + bytes(7),
        b"\xcf" + b"\xff" * 8,
        b"\xff",
        b"\xd3\x80" + bytes(7),
        b"\xcb\x43\xe0" + bytes(6),
        b"\xcb\x7f\xf8" + bytes(6),
        b"\xca\x3f\x80" + bytes(2),
    ],
    ids=["2**63", "2**64 - 1", "-1", "-2**63", "2.0**63", "not a number", "1.0"],
)
def test_a_number_past_the_range_a_negative_one_and_a_fraction_are_refused_everywhere(name: str, number: bytes) -> None:
    """As a position, a length, a count, a version: in every place where a number stands."""
    for raw in samples(name):
        tree = tree_of(raw)
        for path, node in nodes(tree):
            is_offset = name.endswith("plaintext._EVENTS") and path[1:] == (4,)
            if node.kind == "int" and not (is_offset and number == b"\xff"):
                assert refusal_of(name, put(tree, path, number)) in REFUSALS


@each_shape
def test_a_length_that_lies_is_not_believed(name: str) -> None:
    """Four gigabytes announced, a few bytes there: refused, and nothing of that size is ever made room for."""
    for raw in samples(name):
        tree = tree_of(raw)
        for path, node in nodes(tree):
            rest = node.own + b"".join(child.raw for child in node.inside)
            for first in {"bytes": (0xC6,), "text": (0xDB,), "array": (0xDD, 0xDF)}.get(node.kind, ()):
                for length in (0xFFFF_FFFF, 0x7FFF_FFFF, len(rest) + 1 + (1 << 20)):
                    lying = bytes([first]) + length.to_bytes(4, "big") + rest
                    assert refusal_of(name, put(tree, path, lying)) in REFUSALS


@pytest.mark.parametrize("decode", [decode_to_relay, decode_to_device])
@pytest.mark.parametrize("tag", ["", "hullo", "Hello", "hello ", "hello\0", "x" * 1000, "プ"])
def test_a_frame_of_tomorrow_is_refused(decode: Callable[[bytes], object], tag: str) -> None:
    """A tag that this version does not know is no frame of it."""
    with pytest.raises(TheirFault) as caught:
        decode(plain([tag, 1, bytes(32)]))

    assert caught.value.code is Code.MALFORMED


def batch_of(raw: bytes) -> bytes:
    """Wrap the inside of a plaintext, stored as it is."""
    joined = b"\1\0" + len(raw).to_bytes(4, "big") * 2 + raw
    return joined.ljust(512, b"\0")


def test_the_inside_of_a_segment_has_one_spelling_too() -> None:
    """It is split by hand before it is decoded, so it is tried by itself."""
    event = Event(bytes(16), "win-noticed.1", 7 << 16, 7, -90, bytes(16), b"\x80")
    raw = plain([[Head(b"h" * 32, 300, bytes(32))], event, event])
    assert unpacked(batch_of(raw)) == Batch((Head(b"h" * 32, 300, bytes(32)),), (event, event))
    assert unpacked(packed(Batch((), ()))) == Batch((), ())

    for why, other in respelt(raw):
        if len(other) <= 502:
            with pytest.raises(TheirFault):
                unpacked(batch_of(other))
        assert why


@pytest.mark.parametrize("raw", [b"\xc1", b"\x81\x00\x00", b"\xd4\x05\x00", b"\x91", b"\x90\x90", b"", b"\xc4\x05abc"])
def test_the_reader_of_these_tests_takes_nothing_else(raw: bytes) -> None:
    """What makes the other spellings must be strict itself."""
    with pytest.raises(NotOurs):
        tree_of(raw)


def test_both_encoders_agree_at_every_edge() -> None:
    """Where msgpack changes its first bytes; the tests' own encoder shares no code with the product's."""
    lengths = (0, 1, 15, 16, 31, 32, 255, 256, 65_535, 65_536)
    numbers = (0, 127, 128, 255, 256, 65_535, 65_536, (1 << 32) - 1, 1 << 32, (1 << 63) - 1, -1, -32, -33, -1439)
    values: list[object] = [*numbers, *(b"x" * n for n in lengths), *("y" * n for n in lengths)]

    assert [plain(value) for value in values] == [msgspec.msgpack.encode(value) for value in values]
    assert plain([0] * 70_000) == msgspec.msgpack.encode([0] * 70_000)
