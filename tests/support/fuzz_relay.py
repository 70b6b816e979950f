"""Fuzz targets of the relay that are not frames: its settings, and the head of a request.

What a head must be is said here a second time, in other words than the product's.
"""

from collections.abc import Iterable

import msgspec

from tests.support.fuzz_target import Finding, Target
from whyward.relay.config import FIELDS, PREFIX, RelayConfig, load_config
from whyward.relay.errors import ConfigError
from whyward.relay.request_head import END, asks_to_upgrade, refused_status

_HEAD = b"GET /v1/sync HTTP/1.1\r\nHost: relay.example\r\nUpgrade: websocket\r\nConnection: Upgrade" + END


def take_settings(raw: bytes) -> bool:
    """Take lines as the environment."""
    text = raw.decode("utf-8", "surrogateescape")
    parted = [line.partition("=") for line in text.split("\n") if "=" in line]
    environ = {name: value for name, _, value in parted}
    try:
        config = load_config(environ)
    except ConfigError:
        return False
    if msgspec.convert(msgspec.to_builtins(config), RelayConfig) != config:
        raise Finding("settings out of range were taken")
    return True


def _settings() -> Iterable[bytes]:
    defaults = RelayConfig()
    for name in FIELDS:
        value: object = getattr(defaults, name)
        yield f"{PREFIX}{name.upper()}={'' if value == () else value}".encode()
    yield f"{PREFIX}PUBLIC_HOSTS=relay.example, other.example:8443\n{PREFIX}PORT=0\nHOME=/".encode()


def take_head(raw: bytes) -> bool:
    """Take bytes as what stands before the empty line."""
    head = raw.partition(END)[0] + END
    asks_to_upgrade(head)
    if refused_status(head) is not None:
        return False
    lines = head[: -len(END)].split(b"\r\n")
    names = [line.split(b":")[0].lower() for line in lines[1:]]
    if names.count(b"host") != 1 or b"transfer-encoding" in names:
        raise Finding("a head that two parsers read in two ways was let through")
    if any(byte in head.replace(b"\r\n", b"") for byte in b"\r\n\0") or any(line[:1] in b" \t" for line in lines):
        raise Finding("a head with bare ends of lines, or folded ones, was let through")
    if not lines[0].startswith(b"GET /"):
        raise Finding("another method was let through")
    return True


def relay_targets() -> list[Target]:
    """Return the targets about settings and heads."""
    return [
        Target("relay-settings", take_settings, _settings),
        Target("request-head", take_head, lambda: [_HEAD, b"GET / HTTP/1.0\r\nhost:a" + END]),
    ]
