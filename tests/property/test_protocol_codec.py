"""The codec: what is encoded decodes to the same, and any other bytes decode to what they say, or are refused.

Strategies are built from the types themselves, so that a new frame or statement is tested by being there.
"""

from collections.abc import Sequence
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from whyward.journal.pairing import mail
from whyward.protocol.bodies import DeviceAdmitted, Founding, Genesis
from whyward.protocol.canonical import Shape, encoded
from whyward.protocol.epochs import EpochBody
from whyward.protocol.errors import TheirFault
from whyward.protocol.frames import ToDevice, ToRelay
from whyward.protocol.segments import Core, Header
from whyward.protocol.statements import Statement

STEADY = settings(derandomize=True, deadline=None, database=None, max_examples=40)
TYPES: Sequence[type[msgspec.Struct]] = (
    *get_args(ToRelay),
    *get_args(ToDevice),
    *get_args(mail.Mail),
    mail.NewDevice,
    mail.Invited,
    mail.Proved,
    mail.Admitted,
    Statement,
    Founding,
    Genesis,
    DeviceAdmitted,
    EpochBody,
    Core,
    Header,
)
each_type = pytest.mark.parametrize("type_", TYPES, ids=lambda type_: type_.__name__)
_BYTES = 64
_ITEMS = 3


def _of(known: inspect.Type) -> st.SearchStrategy[Any]:
    match known:
        case inspect.BytesType(min_length=low, max_length=high):
            return st.binary(min_size=low or 0, max_size=_BYTES if high is None else max(low or 0, min(high, _BYTES)))
        case inspect.StrType(min_length=low, max_length=high):
            size = _BYTES if high is None else min(high, _BYTES)
            return st.text(st.characters(codec="utf-8"), min_size=low or 0, max_size=size)
        case inspect.IntType(ge=low, le=high):
            return st.integers(low or 0, (1 << 63) - 1 if high is None else high)
        case inspect.ListType(item_type=item):
            return st.lists(_of(item), max_size=_ITEMS)
        case inspect.StructType(cls=struct, fields=fields):
            parts = [_of(one.type) for one in fields]
            return st.tuples(*parts).map(lambda values: struct(*values))
        case _:
            raise AssertionError(f"no strategy for {known}")


def any_of(type_: type[msgspec.Struct]) -> st.SearchStrategy[msgspec.Struct]:
    """Return a strategy for a wire type."""
    return _of(inspect.type_info(type_))


def shape(type_: type[msgspec.Struct]) -> Shape[msgspec.Struct]:
    """Return its decoder."""
    return Shape(type_, name="it", bytes_max=1 << 20)


def damaged(raw: bytes, place: int, byte: int, how: str) -> bytes:
    """Change, put in or take out one byte."""
    at = place % len(raw)
    match how:
        case "change":
            return raw[:at] + bytes([raw[at] ^ (byte or 1)]) + raw[at + 1 :]
        case "put in":
            return raw[:at] + bytes([byte]) + raw[at:]
        case _:
            return raw[:at] + raw[at + 1 :]


@each_type
@given(data=st.data())
@STEADY
def test_what_is_encoded_decodes_to_the_same(type_: type[msgspec.Struct], data: st.DataObject) -> None:
    value = data.draw(any_of(type_))

    assert shape(type_).decode(encoded(value)) == value


@each_type
@given(
    data=st.data(),
    place=st.integers(0, 1 << 16),
    byte=st.integers(0, 255),
    how=st.sampled_from(["change", "put in", "take out"]),
)
@STEADY
def test_other_bytes_decode_to_what_they_say_or_are_refused(
    type_: type[msgspec.Struct], data: st.DataObject, place: int, byte: int, how: str
) -> None:
    """Never anything else: no other exception, and no value that would encode to other bytes than came in."""
    raw = damaged(encoded(data.draw(any_of(type_))), place, byte, how)
    try:
        decoded = shape(type_).decode(raw)
    except TheirFault:
        return

    assert encoded(decoded) == raw


@each_type
@given(noise=st.binary(max_size=200))
@STEADY
def test_noise_is_refused_or_says_what_it_is(type_: type[msgspec.Struct], noise: bytes) -> None:
    try:
        decoded = shape(type_).decode(noise)
    except TheirFault:
        return

    assert encoded(decoded) == noise
