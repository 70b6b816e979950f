"""What a fuzz target is: a name, bytes in, and whether they were taken; any exception that comes out is a finding.

It runs nothing by itself; `tests/fuzz` does.
"""

from collections.abc import Callable, Coroutine, Iterable
from typing import Any, NamedTuple, TypeVar

from tests.support.msgpack_forms import NotOurs, plain, tree_of

T = TypeVar("T")


class Target(NamedTuple):
    """One decoder or frame; `seeds` are inputs that it takes, made by the product."""

    name: str
    take: Callable[[bytes], bool]
    seeds: Callable[[], Iterable[bytes]]


class Finding(AssertionError):
    """Something was taken that must not be, or taken as something else than it is."""


def taken(documented: tuple[type[Exception], ...], look: Callable[[], object]) -> bool:
    """Whether looking ends without one of the documented errors."""
    try:
        look()
    except documented:
        return False
    return True


def same_bytes(value: object, raw: bytes) -> None:
    """Hold what was decoded against the tests' own encoder."""
    if plain(value) != raw:
        raise Finding("what was taken encodes to other bytes than came in")


def parts_of(raw: bytes) -> list[bytes]:
    """Read an array of byte strings; anything else is one part."""
    try:
        tree = tree_of(raw)
    except NotOurs:
        return [raw]
    return [node.own if node.kind == "bytes" else node.raw for node in tree.inside] or [raw]


def joined(parts: Iterable[bytes]) -> bytes:
    """Write what `parts_of` reads."""
    return plain(list(parts))


def now(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never waits."""
    try:
        work.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    raise Finding("it waited for something")
