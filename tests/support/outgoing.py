"""A canary for connections: whom this process calls, and which names it asks for, told by the interpreter itself.

Processes that it starts are not seen.
"""

import sys
from collections.abc import Generator
from contextlib import contextmanager

_listening: list[list[str]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _listening:
        return
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host, port, *_ = arguments[1]  # pyright: ignore[reportUnknownVariableType]  # an address of either family
        told = f"{host}:{port}"
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        told = f"name {arguments[0]}"
    else:
        return
    for heard in _listening:
        heard.append(told)


sys.addaudithook(_hear)  # It stays for ever, as all such hooks do, and says nothing while nobody listens.


@contextmanager
def outgoing() -> Generator[list[str]]:
    """Note every connection that is asked for while the block runs."""
    heard: list[str] = []
    _listening.append(heard)
    try:
        yield heard
    finally:
        _listening.remove(heard)
