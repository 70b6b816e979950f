"""Reading one content file of the package, checked against its type.

It reads what is shipped, never what a person wrote; a file that does not fit is our own fault, and a test finds it.
"""

from functools import cache
from importlib.resources import files
from typing import Final, TypeVar

import msgspec

LANGUAGE: Final = "en"
"""The language of every pack so far."""

T = TypeVar("T")


def pack(name: str, type_: type[T]) -> T:
    """Return the content of `en/<name>.json`; raise `msgspec.ValidationError` if it does not fit its type."""
    content = _decoded(name, type_)  # type: ignore[arg-type]  # a type is hashable, whatever its parameter
    assert isinstance(content, type_), "it was decoded as that"
    return content


@cache
def _decoded(name: str, type_: type[object]) -> object:
    raw = files("whyward.content").joinpath(LANGUAGE, f"{name}.json").read_bytes()
    return msgspec.json.decode(raw, type=type_, strict=True)
