"""Segments put together by hand for tests: right in their place, closed over nothing that opens.

Only what can be checked without a key is right here; sealing real events is the journal's.
"""

from collections.abc import Sequence

import msgspec

from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.canonical import encoded
from whyward.protocol.labels import Label, hashed
from whyward.protocol.limits import PLAIN_BYTES_MIN, SUITE, TAG_BYTES, VERSION
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import (
    EMPTY,
    Core,
    Header,
    Segment,
    SegmentKind,
    Tail,
    decode_header,
    segment_hash,
    signed_message,
)


def segment_at(
    control: ControlLog, by: DeviceKeys, after: Tail, *, body: bytes | None = None, **change: object
) -> Segment:
    """Return the segment that this device makes next in knowledge of this log, its core changed as asked."""
    index = change.get("control_index", control.index)
    known = index if isinstance(index, int) and index <= control.index else control.index
    core = Core(
        v=VERSION,
        suite=SUITE,
        kind=SegmentKind.EVENTS,
        space_id=control.space_id,
        device_id=by.device_id,
        n=after.n + 1,
        prev=after.hash,
        epoch_id=control.epoch_at(known).body.epoch_id,
        control_index=control.index,
        control_head=control.hashes[known],
        plain_len=PLAIN_BYTES_MIN,
        salt=bytes(32),
    )
    sealed = (b"%d" % after.n).ljust(PLAIN_BYTES_MIN + TAG_BYTES, b"s") if body is None else body
    header = encoded(Header(encoded(msgspec.structs.replace(core, **change)), bytes(32), hashed(Label.BODY, sealed)))
    return Segment(header, by.signer.sign(signed_message(header)), sealed)


def series(control: ControlLog, by: DeviceKeys, count: int, after: Tail = EMPTY, **change: object) -> list[Segment]:
    """Return a run of segments."""
    run: list[Segment] = []
    for _ in range(count):
        run.append(segment_at(control, by, after, **change))  # type: ignore[arg-type]  # the changes are of cores
        after = end_of(run)
    return run


def end_of(run: Sequence[Segment]) -> Tail:
    """Return the tail that a run makes."""
    last = run[-1].header
    return Tail(decode_header(last)[1].n, segment_hash(last))
