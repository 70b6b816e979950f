"""Bodies of every kind with a canary in every field, and how a canary would look in other clothes.

A canary is a word, an id, a number or a day that stands nowhere else, so that one found where it does not belong says
which field of which kind it came from.
"""

import base64
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import inspect

from whyward.journal.events.fields import Body

_FIRST_DAY: Final = date(2101, 1, 1)
_BYTES: Final = 16
_MS: Final = 1_912_345_600_000


class Canary(NamedTuple):
    """One canary, where it was put, and all of its clothes."""

    kind: type[Body]
    field: str
    value: str | bytes | int | float | date

    def clothes(self) -> Iterator[bytes]:
        """Yield the bytes that would give it away."""
        match self.value:
            case str(text):
                yield from _clothes(text.encode())
                yield text.encode("utf-16-le")
                yield text.encode("utf-16-be")
            case bytes(raw):
                yield from _clothes(raw)
            case date() as day:
                yield day.isoformat().encode()
            case number:
                yield msgspec.msgpack.encode(number)
                yield str(number).encode()


def _clothes(raw: bytes) -> Iterator[bytes]:
    yield raw
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    for shift in range(3):
        # What stands before it in a base64 text moves its letters; those at the ends mix with their neighbours.
        code = base64.b64encode(bytes(shift) + raw)
        inner = code[4 if shift else 0 : -4]
        yield inner
        yield inner.translate(bytes.maketrans(b"+/", b"-_"))


class Canaries:
    """A maker of bodies. `made` holds every canary, by the body it was put in."""

    def __init__(self) -> None:
        """Start with the first canary."""
        self.made: list[tuple[Body, Canary]] = []
        self._count = 0

    def body(self, type_: type[Body], **known: object) -> Body:
        """Return a body with a canary in each field that is not said."""
        found: list[Canary] = []
        body = type_(**(self._fields(type_, type_, "", found, known) | known))
        self.made += [(body, canary) for canary in found]
        return body

    def _fields(
        self, kind: type[Body], type_: type[msgspec.Struct], path: str, found: list[Canary], known: dict[str, object]
    ) -> dict[str, object]:
        info = inspect.type_info(type_)
        assert isinstance(info, inspect.StructType)
        return {
            field.name: self._value(kind, field.type, f"{path}{field.name}", found)
            for field in info.fields
            if field.name not in known
        }

    def _value(self, kind: type[Body], info: inspect.Type, path: str, found: list[Canary]) -> Any:  # noqa: ANN401  # whatever the field holds
        self._count += 1
        match info.type if isinstance(info, inspect.Metadata) else info:
            case inspect.UnionType(types=types):
                return self._value(kind, next(one for one in types if _is_content(one)), path, found)
            case inspect.VarTupleType(item_type=item):
                return (self._value(kind, item, path, found), self._value(kind, item, path, found))
            case inspect.StructType(cls=cls):
                return cls(**self._fields(kind, cls, f"{path}.", found, {}))
            case inspect.BoolType():
                return True
            case inspect.IntType(le=le) if le is not None and le < _MS:
                return le
            case _:
                value = self._single(info.type if isinstance(info, inspect.Metadata) else info)
                found.append(Canary(kind, path, value))
                return value

    def _single(self, info: inspect.Type) -> str | bytes | int | float | date:
        match info:
            case inspect.StrType(pattern=pattern):
                word = f"canary-{self._count:05}-word"
                return f"canary:{word}" if pattern is not None and ":" in pattern else word
            case inspect.BytesType(min_length=length):
                return f"canary{self._count:05}".encode().ljust(length or _BYTES, b"#")
            case inspect.IntType():
                return _MS + self._count
            case inspect.FloatType():
                return 7919.0625 + self._count
            case inspect.DateType():
                return _FIRST_DAY + timedelta(days=self._count)
            case _:
                raise AssertionError(f"no canary for {info}")


def _is_content(info: inspect.Type) -> bool:
    """Whether a part of a union holds something: neither nil nor unset, and of several the words."""
    return not isinstance(info, inspect.NoneType) and not (
        isinstance(info, inspect.CustomType) and info.cls is msgspec.UnsetType
    )
