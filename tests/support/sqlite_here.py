"""SQLite on the thread that asks: for tests that open ten thousand files, and ask nothing about threads.

aiosqlite gives each connection a thread of its own, and each question goes there and back; where the files are small,
that is a third of the work. The SQL, the files and what SQLite makes of them are the same.
"""

from collections.abc import Callable, Generator
from typing import ParamSpec, TypeVar

import aiosqlite
import pytest

_Asked = ParamSpec("_Asked")
_Told = TypeVar("_Told")


async def _executed(
    connection: aiosqlite.Connection, ask: Callable[_Asked, _Told], *args: _Asked.args, **named: _Asked.kwargs
) -> _Told:
    if connection._connection is None:
        raise ValueError("Connection closed")
    return ask(*args, **named)


async def _connected(connection: aiosqlite.Connection) -> aiosqlite.Connection:
    connection._connection = connection._connector()
    return connection


def _awaited(connection: aiosqlite.Connection) -> Generator[object, None, aiosqlite.Connection]:
    return _connected(connection).__await__()


def _stopped(connection: aiosqlite.Connection) -> None:
    """There is no thread to be stopped; `close` has closed."""


def sqlite_here(patching: pytest.MonkeyPatch) -> None:
    """Let every connection work where it is asked, until the patches are undone."""
    patching.setattr(aiosqlite.Connection, "_execute", _executed)
    patching.setattr(aiosqlite.Connection, "__await__", _awaited)
    patching.setattr(aiosqlite.Connection, "stop", _stopped)
