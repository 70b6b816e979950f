"""Reading a body: strictly first, then tolerantly, and what cannot be read at all is kept as it is.

It never decodes into anything untyped, never raises for foreign bytes, and never changes them.
"""

from collections.abc import Callable
from enum import IntEnum
from types import GenericAlias, UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec

from whyward.journal.events.catalogue import KIND_OF, KINDS, entity_of
from whyward.journal.events.depth import is_shallow
from whyward.journal.events.fields import Body
from whyward.journal.upcast import UPCASTERS, Upcasters


class Form(IntEnum):
    """How much of an event this version understands."""

    KNOWN = 0
    NEWER_FIELDS = 1
    UNREADABLE = 2


class Unreadable(msgspec.Struct, frozen=True):
    """An event of an unknown kind or version, or with a body that is not of its kind: counted, kept, passed on."""

    kind: str
    raw: bytes


class Readable(NamedTuple):
    """A body, how it was read, and the entity it touches."""

    body: Body
    form: Form
    entity: bytes


S = TypeVar("S", bound=msgspec.Struct)

_Decode = Callable[[bytes], Body]


class _Reader(NamedTuple):
    type: type[Body]
    strict: _Decode
    tolerant: _Decode


_NOT_OF_THE_KIND = (msgspec.DecodeError, UnicodeDecodeError, OverflowError, RecursionError)


def _tolerant(type_: type[S]) -> type[S]:
    """Return a subclass that reads past unknown fields, down to the structs inside it."""
    fields: list[tuple[str, object] | tuple[str, object, object]] = []
    for field in msgspec.structs.fields(type_):
        lenient = _lenient(field.type)
        if lenient is not field.type:
            fields.append((field.name, lenient) if field.required else (field.name, lenient, field.default))
    twin = msgspec.defstruct(
        type_.__name__, fields, bases=(type_,), frozen=True, kw_only=True, forbid_unknown_fields=False
    )
    assert issubclass(twin, type_)
    return twin


def _lenient(hint: Any) -> Any:  # noqa: ANN401  # a type as typing spells it, of whatever form
    """Return a field's type with tolerant structs in it: the struct itself, several of it, or perhaps none."""
    if _is_struct(hint):
        return _tolerant(hint)
    parts = get_args(hint)
    lenient: tuple[Any, ...] = tuple(map(_lenient, parts))
    if lenient == parts:
        return hint
    if get_origin(hint) in {Union, UnionType}:
        either = lenient[0]
        for part in lenient[1:]:
            either = either | part
        return either
    return GenericAlias(tuple, (lenient[0], ...))


def _is_struct(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)


def _reader(type_: type[Body]) -> _Reader:
    strict: _Decode = msgspec.msgpack.Decoder(type_).decode
    tolerant: _Decode = msgspec.msgpack.Decoder(_tolerant(type_)).decode
    return _Reader(type_, strict, tolerant)


_READERS = {kind: _reader(touching.type) for kind, touching in KINDS.items()}
_encode = msgspec.msgpack.Encoder().encode


def read_body(kind: str, raw: bytes, upcasters: Upcasters = UPCASTERS) -> Readable | Unreadable:
    """Return the typed body of an event, or `Unreadable` with the bytes as they came."""
    today, lifted = kind, raw
    if kind not in _READERS:
        try:
            today, lifted = upcasters.lift(kind, raw)
        except _NOT_OF_THE_KIND:
            return Unreadable(kind, raw)
    reader = _READERS.get(today)
    if reader is None:
        return Unreadable(kind, raw)
    try:
        body, form = reader.strict(lifted), Form.KNOWN
    except _NOT_OF_THE_KIND:
        # Skipping an unknown field is recursive inside msgspec, so the depth is counted first.
        if not is_shallow(lifted):
            return Unreadable(kind, raw)
        try:
            body, form = reader.tolerant(lifted), Form.NEWER_FIELDS
        except _NOT_OF_THE_KIND:
            return Unreadable(kind, raw)
    return Readable(body, form, entity_of(body, reader.type))


def body_of(kind: str, raw: bytes) -> Body | None:
    """Return the typed body alone, or None."""
    read = read_body(kind, raw)
    return None if isinstance(read, Unreadable) else read.body


def kind_of(body: Body) -> str:
    """Return the kind, with its version, that a body is written as."""
    return KIND_OF[type(body)]


def encode_body(body: Body) -> bytes:
    """Return the msgpack map of a body, by field name; what is None or empty is left out."""
    return _encode(body)
