"""The figures side by side: what was measured, its floor on this machine, and the ratio of the two.

It refuses to call anything good or bad.
"""

from typing import NamedTuple

import msgspec

from bench.carrying import Cold, Pushed, Reopened
from bench.floor import Floor
from bench.recording import Bulk, OneByOne
from bench.usage import Spread


class Profile(msgspec.Struct):
    """One way of cutting events into segments, carried the whole way; `relay_bytes` is all the relay's files."""

    push: Pushed
    cold: Cold
    relay_bytes: int


class Figures(msgspec.Struct):
    """All that one run measured of so many events."""

    count: int
    bulk: Bulk
    one_by_one: OneByOne
    packed: Profile
    acts: Profile
    reopen: Reopened
    reopen_from_log: Reopened
    live: Spread
    live_cpu_ms: float
    floor: Floor


class Row(NamedTuple):
    """One line: what, how much, in which unit, and the floor beside it if there is one."""

    what: str
    value: float
    unit: str
    floor: float | None = None


def rows(figures: Figures) -> list[Row]:
    """Return the lines of the table."""
    floor, one = figures.floor, figures.one_by_one
    live_floor = floor.loopback.websocket.p50_ms + 2 * floor.commit.p50_ms
    return [
        Row("record one, p50", one.times.p50_ms, "ms", one.bare.p50_ms),
        Row("record one, p99", one.times.p99_ms, "ms", one.bare.p99_ms),
        Row("record one, processor", one.cpu_ms, "ms"),
        Row("record in bulk", figures.bulk.events_per_s, "events/s"),
        *_profile_rows("1000 a segment", figures.packed, floor.packed.total_s(), figures.count),
        *_profile_rows("1 a segment", figures.acts, floor.acts.total_s(), figures.count),
        Row("reopen", figures.reopen.usage.wall_s, "s", floor.reopen_s),
        Row("reopen, processor", figures.reopen.usage.cpu_s, "s", floor.reopen_s),
        Row("reopen without snapshot, processor", figures.reopen_from_log.usage.cpu_s, "s"),
        Row("device to device, p50", figures.live.p50_ms, "ms", live_floor),
        Row("device to device, p99", figures.live.p99_ms, "ms"),
        Row("receiving one live, processor", figures.live_cpu_ms, "ms"),
    ]


def _profile_rows(name: str, profile: Profile, floor_cold_s: float, count: int) -> list[Row]:
    push, cold = profile.push, profile.cold
    return [
        Row(f"{name}: push", push.usage.wall_s, "s"),
        Row(f"{name}: push, wire", push.wire_bytes / count, "bytes/event"),
        Row(f"{name}: cold sync", cold.usage.wall_s, "s"),
        Row(f"{name}: cold sync, processor", cold.usage.cpu_s, "s", floor_cold_s),
        Row(f"{name}: cold sync, peak memory", cold.usage.peak_mb, "MB"),
        Row(f"{name}: cold sync, wire", cold.wire_bytes / count, "bytes/event"),
        Row(f"{name}: on the client", cold.log_bytes / count, "bytes/event"),
        Row(f"{name}: on the relay", profile.relay_bytes / count, "bytes/event"),
        Row(f"{name}: snapshot", cold.snapshot_bytes / count, "bytes/event"),
    ]


def table(figures: Figures) -> str:
    """Return the figures as aligned text."""
    lines = [f"{figures.count:,} events", "", _line("", "measured", "", "floor", "ratio")]
    for row in rows(figures):
        beside = ("", "") if not row.floor else (_number(row.floor), f"{row.value / row.floor:.1f}")
        lines.append(_line(row.what, _number(row.value), row.unit, *beside))
    lines += ["", "floor of this machine", ""]
    lines += [_line(what, _number(value), unit) for what, value, unit in _floor_rows(figures.floor)]
    return "\n".join(line.rstrip() for line in lines)


def _floor_rows(floor: Floor) -> list[tuple[str, float, str]]:
    parts = [
        (f"{name}: {part}", getattr(cut, f"{part}_s"), "s")
        for name, cut in (("1000 a segment", floor.packed), ("1 a segment", floor.acts))
        for part in ("receive", "decrypt", "inflate", "decode", "store")
    ]
    return [
        ("durable commit, our pragmas, p50", floor.commit.p50_ms, "ms"),
        ("durable commit, write-ahead log, p50", floor.commit_wal.p50_ms, "ms"),
        ("WebSocket round trip, p50", floor.loopback.websocket.p50_ms, "ms"),
        ("TCP round trip, p50", floor.loopback.tcp.p50_ms, "ms"),
        *parts,
    ]


def _line(what: str, value: str, unit: str, floor: str = "", ratio: str = "") -> str:
    return f"{what:<42}{value:>12} {unit:<12}{floor:>12}{ratio:>8}"


def _number(value: float) -> str:
    if value >= 100:  # noqa: PLR2004  # three digits are enough for anything that was measured
        return f"{value:,.0f}"
    return f"{value:.3g}"


def as_json(figures: Figures) -> str:
    """Return the very same figures, and everything they were made from, as data."""
    lines = [{"what": row.what, "value": row.value, "unit": row.unit, "floor": row.floor} for row in rows(figures)]
    encoder = msgspec.json.Encoder(enc_hook=str)
    return encoder.encode({"count": figures.count, "rows": lines, "raw": figures}).decode()
