"""The relay's settings: one frozen value, read once from the environment by `__main__` and nowhere else.

Nothing deeper in the relay looks at the environment; a misspelt name is an error at start, not a default.
"""

import difflib
from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from whyward.protocol.limits import FRAME_BYTES_MAX, PAGE_BYTES_MAX, PAGE_SEGMENTS_MAX, PAIRING_LIFE_S
from whyward.relay.errors import ConfigError

PREFIX = "WHYWARD_RELAY_"

Count = Annotated[int, Meta(ge=1, le=1 << 40)]
Seconds = Annotated[float, Meta(gt=0, le=86_400)]


class RelayConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every setting with its default and the reason for it; `deploy/relay.env.example` lists the same ones."""

    host: str = "127.0.0.1"
    """Where to listen. Loopback: TLS is the business of a reverse proxy in front, and nothing is open by accident."""

    port: Annotated[int, Meta(ge=0, le=65535)] = 8787
    """0 takes a free port and says which."""

    public_hosts: tuple[str, ...] = ()
    """The exact `Host` values answered, port included where it is not the scheme's own; anything else gets 421.
    Devices sign the host they connect to, so a name missing here would fail later and less clearly.
    Empty means the loopback names with the listening port."""

    data: str = "relay.sqlite3"
    """The one file. It holds the relay's own signing key, so its mode is 0600."""

    admission: Literal["open", "invite"] = "open"
    """Who may found a space: anybody who reaches the relay, or whoever holds an unused invite."""

    invites: str = ""
    """The file of invite hashes, one a line, written by the `invite` command; empty means `<data>.invites`.
    A file of its own, because the data file has exactly one writer."""

    frame_bytes_max: Annotated[int, Meta(ge=2 << 20, le=FRAME_BYTES_MAX)] = FRAME_BYTES_MAX
    """The largest message taken. The floor leaves room for one segment of the largest size."""

    page_bytes_max: Annotated[int, Meta(ge=16 << 10, le=1 << 20)] = PAGE_BYTES_MAX
    """How much answers one `want`: large enough to hide the round trip, small enough to share a slow line."""

    push_segments_max: Annotated[int, Meta(ge=1, le=PAGE_SEGMENTS_MAX)] = PAGE_SEGMENTS_MAX
    """Segments in one push or page: about 10 ms of checking, during which nobody else is served."""

    spaces_max: Count = 100_000
    """Spaces carried in all; with admission open this bounds what strangers can found."""

    space_bytes_max: Count = 1 << 30
    """Bytes of one space: decades of writing for one person."""

    space_segments_max: Count = 1 << 20
    """Segments of one space: where the protocol wants a new epoch anyway."""

    spaces_cached_max: Count = 4_096
    """Views of spaces kept in memory, least recently used out first; each is a few kilobytes."""

    spaces_per_connection_max: Count = 64
    """Spaces one connection may prove itself in: a person's own and a few shares."""

    connections_max: Count = 1_024
    """Open connections in all: each may hold one unfinished frame in memory."""

    connections_per_address_max: Count = 64
    """Open connections of one address (IPv6: one /64). Behind a proxy all share its address: raise this there."""

    head_bytes_max: Annotated[int, Meta(ge=1 << 10, le=64 << 10)] = 16 << 10
    """Size of a request's head; ours take well under 1 KiB, a proxy may add some."""

    head_s: Seconds = 10.0
    """Time for a whole request head: aiohttp has no limit of its own."""

    first_frame_s: Seconds = 10.0
    """Time from an open WebSocket to its first whole frame."""

    proof_s: Seconds = 20.0
    """Time until a connection has proven a device or joined a mailbox; strangers do not linger."""

    silence_s: Seconds = 60.0
    """A connection that answers no ping for so long is gone."""

    send_s: Seconds = 20.0
    """How long one frame may take to leave; a slower reader is cut off, and comes back for the rest."""

    send_queue_bytes_max: Annotated[int, Meta(ge=4 << 20, le=256 << 20)] = 8 << 20
    """What may wait for one reader: one page under way and plenty of news."""

    mailboxes_max: Count = 256
    """Pairings at one time. With 32^4 names, 256 open boxes make a blind guess hit one in 4,096."""

    mailbox_s: Seconds = float(PAIRING_LIFE_S)
    """How long a code may wait to be used, and then how long the pairing may take (protocol reference §9)."""

    joins_per_connection_max: Count = 3
    """Mailbox joins one connection may try: a typing error, and another."""

    joins_per_address_max: Count = 10
    """Mailbox joins one address may try in `joins_window_s`, so that names cannot be swept."""

    joins_window_s: Seconds = 60.0
    """The window of `joins_per_address_max`."""

    commit_bytes_max: Annotated[int, Meta(ge=1 << 20, le=256 << 20)] = 16 << 20
    """How much one durable commit gathers before the next begins."""

    stop_s: Seconds = 1.0
    """How long stopping waits for connections to say goodbye."""

    @property
    def invites_path(self) -> str:
        """Where the hashes of invites are."""
        return self.invites or f"{self.data}.invites"


FIELDS = tuple(field.name for field in msgspec.structs.fields(RelayConfig))


def load_config(environ: Mapping[str, str]) -> RelayConfig:
    """Read every `WHYWARD_RELAY_…` variable; raise `ConfigError` for one that is unknown or out of range."""
    given: dict[str, str | list[str]] = {}
    for variable, text in environ.items():
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in FIELDS or variable != PREFIX + name.upper():
            near = difflib.get_close_matches(name, FIELDS, n=1)
            hint = f"; did you mean {PREFIX}{near[0].upper()}?" if near else ""
            raise ConfigError(f"there is no setting {variable}{hint}")
        given[name] = _hosts(text) if name == "public_hosts" else text
    try:
        return msgspec.convert(given, RelayConfig, strict=False)
    except msgspec.ValidationError as error:
        raise ConfigError(f"a setting is out of range: {error}") from None
    except UnicodeEncodeError:
        raise ConfigError("a setting holds bytes that are not UTF-8 text") from None


def _hosts(text: str) -> list[str]:
    """Read a list of names, separated by commas."""
    hosts = [host.strip().lower() for host in text.split(",") if host.strip()]
    if not all(host.isascii() and host.isprintable() and " " not in host for host in hosts):
        raise ConfigError(f"{PREFIX}PUBLIC_HOSTS: names are plain ASCII without spaces")
    return hosts
