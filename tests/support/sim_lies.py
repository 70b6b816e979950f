"""The lies a relay can tell: for each kind of frame, other frames in its place.

Each is a function of what the liar knows and of the frame that an honest relay would send; None where it does not fit.
What comes back may be nothing at all, several frames, or bytes that are no frame.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import msgspec

from tests.support.sim_store import Shelf
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.errors import Code
from whyward.protocol.frames import (
    Challenge,
    Kept,
    News,
    Refused,
    RelayLimits,
    Segments,
    State,
    Statements,
    TailEntry,
    ToDevice,
    frame_bytes,
)
from whyward.protocol.ids import CONTROL, DeviceId
from whyward.protocol.segments import Segment, decode_header, segment_hash, signed_message
from whyward.protocol.statements import SignedStatement, Statement, decode_statement, sign_statement, statement_hash

Said: TypeAlias = "ToDevice | bytes"
U64_MAX = (1 << 64) - 1
replaced = msgspec.structs.replace


class Knowing(Protocol):
    """What a liar has at hand."""

    @property
    def own(self) -> DeviceKeys:
        """Keys of its own: a device of nobody's."""
        ...

    @property
    def said_before(self) -> Sequence[ToDevice]:
        """Frames that it said before, to anybody."""
        ...

    def shelf(self) -> Shelf:
        """What it holds of the space it lies about."""
        ...

    def elsewhere(self) -> Shelf:
        """What it holds of another space, or of none."""
        ...

    def pick(self, below: int) -> int:
        """Roll a number below another one."""
        ...

    def stray(self) -> bytes:
        """Return 32 bytes that mean nothing."""
        ...

    def receipt(self, device: bytes, n: int, hash_: bytes) -> Kept:
        """Sign a receipt, whatever is stored."""
        ...


def flipped(raw: bytes, place: int) -> bytes:
    """Return bytes with one bit of one of them changed."""
    place %= len(raw)
    return raw[:place] + bytes([raw[place] ^ (1 << place % 8)]) + raw[place + 1 :]


# --- Whatever the frame ---


def says_nothing(know: Knowing, frame: ToDevice) -> list[Said]:
    """Withhold it."""
    del know, frame
    return []


def says_twice(know: Knowing, frame: ToDevice) -> list[Said]:
    """Say it twice."""
    del know
    return [frame, frame]


def says_again(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say something besides that was said before, to this device or to another: unasked, or replayed."""
    before = know.said_before
    return [before[know.pick(len(before))], frame] if before else None


def says_garbage(know: Knowing, frame: ToDevice) -> list[Said]:
    """Say bytes that differ in one bit."""
    raw = frame_bytes(frame)
    return [flipped(raw, know.pick(len(raw)))]


def breaks_off(know: Knowing, frame: ToDevice) -> list[Said]:
    """Say half of it."""
    raw = frame_bytes(frame)
    return [raw[: know.pick(len(raw))]]


def refuses(know: Knowing, frame: ToDevice) -> list[Said]:
    """Refuse instead, for any reason that there is, or for one that is not."""
    codes = [*(code.value for code in Code), "made-up"]
    code = codes[know.pick(len(codes))]
    return [Refused(code, getattr(frame, "device_id", b""), know.pick(2) * 1000, "because")]


# --- The greeting ---


def has_another_key(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Be another relay than the one that is known."""
    return [replaced(frame, relay_pk=know.own.sign_pk)] if isinstance(frame, Challenge) else None


def has_odd_limits(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Want pages of nothing, or of everything."""
    if not isinstance(frame, Challenge):
        return None
    odd = (0, 1, (1 << 32) - 1)
    return [replaced(frame, limits=RelayLimits(odd[know.pick(3)], odd[know.pick(3)], odd[know.pick(3)]))]


# --- The state ---


def _state(frame: ToDevice, tails: list[TailEntry]) -> list[Said]:
    assert isinstance(frame, State)
    return [replaced(frame, tails=sorted(tails, key=lambda entry: entry.device_id))]


def hides_a_series(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that a series is not there."""
    if not isinstance(frame, State) or not frame.tails:
        return None
    gone = know.pick(len(frame.tails))
    return _state(frame, [entry for place, entry in enumerate(frame.tails) if place != gone])


def goes_back(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that a series ends earlier, as it once did."""
    if not isinstance(frame, State) or not frame.tails:
        return None
    place = know.pick(len(frame.tails))
    entry = frame.tails[place]
    run = know.shelf().series.get(DeviceId(entry.device_id), [])
    if entry.n < 2 or len(run) < entry.n:
        return None
    n = 1 + know.pick(entry.n - 1)
    older = TailEntry(entry.device_id, n, segment_hash(run[n - 1].segment.header))
    return _state(frame, [older if other == place else one for other, one in enumerate(frame.tails)])


def boasts(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that a series is longer than it is, up to the largest number there is."""
    if not isinstance(frame, State) or not frame.tails:
        return None
    place = know.pick(len(frame.tails))
    entry = frame.tails[place]
    longer = TailEntry(entry.device_id, (entry.n + 1, entry.n + 7, 1 << 63, U64_MAX)[know.pick(4)], know.stray())
    return _state(frame, [longer if other == place else one for other, one in enumerate(frame.tails)])


def names_another_end(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that a series ends with another segment under the same number."""
    if not isinstance(frame, State) or not frame.tails:
        return None
    place = know.pick(len(frame.tails))
    other_end = replaced(frame.tails[place], hash=know.stray())
    return _state(frame, [other_end if other == place else one for other, one in enumerate(frame.tails)])


def makes_up_a_series(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Speak of a device that nobody let in."""
    if not isinstance(frame, State):
        return None
    return _state(frame, [*frame.tails, TailEntry(know.own.device_id, 3, know.stray())])


def hides_statements(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that the control log ends earlier, as it once did."""
    statements = know.shelf().statements
    if not isinstance(frame, State) or not 0 < frame.control_index < len(statements):
        return None
    index = know.pick(frame.control_index)
    return [replaced(frame, control_index=index, control_head=statement_hash(statements[index].raw))]


def has_another_control_log(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that another statement is the last, at the same index or at a later one."""
    if not isinstance(frame, State):
        return None
    return [replaced(frame, control_index=frame.control_index + know.pick(3), control_head=know.stray())]


# --- Statements ---


def serves_fewer_statements(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Leave out the end of a page, or all of it."""
    if not isinstance(frame, Statements) or not frame.run:
        return None
    return [replaced(frame, run=frame.run[: know.pick(len(frame.run))])]


def alters_a_statement(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Change a bit of a statement or of its signature."""
    if not isinstance(frame, Statements) or not frame.run:
        return None
    signed = frame.run[-1]
    is_raw = know.pick(2)
    altered = (
        SignedStatement(flipped(signed.raw, know.pick(len(signed.raw))), signed.signature)
        if is_raw
        else SignedStatement(signed.raw, flipped(signed.signature, know.pick(64)))
    )
    return [replaced(frame, run=[*frame.run[:-1], altered])]


def lets_itself_in(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Serve a statement that it signed itself, as its own device or under a member's name."""
    if not isinstance(frame, Statements) or not frame.run:
        return None
    last = decode_statement(frame.run[-1].raw)
    author = (know.own.device_id, last.author)[know.pick(2)]
    forged = sign_statement(replaced(last, author=author), know.own.signer)
    return [replaced(frame, run=[*frame.run[:-1], forged])]


def speaks_a_newer_tongue(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Serve a statement of a type that nobody here knows, in the right place, signed by nobody who may."""
    statements = know.shelf().statements
    if not isinstance(frame, Statements) or not statements:
        return None
    last = frame.run[-1] if frame.run else statements[-1]
    before = decode_statement(last.raw)
    newer = Statement(
        before.v, before.suite, before.space_id, before.index + 1, statement_hash(last.raw),
        before.author, "device-dreamt", b"\x90",
    )  # fmt: skip  # one line for each thought would be eight
    return [replaced(frame, run=[*frame.run, sign_statement(newer, know.own.signer)])]


def replays_statements(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Serve statements that stood earlier, or in another space, as if they stood here."""
    old = [*know.shelf().statements, *know.elsewhere().statements]
    if not isinstance(frame, Statements) or not old:
        return None
    return [replaced(frame, run=[old[know.pick(len(old))]])]


# --- Receipts and news ---


def signs_for_too_much(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Give a receipt for more than was sent."""
    if not isinstance(frame, Kept) or frame.device_id == CONTROL:
        return None
    return [know.receipt(frame.device_id, frame.n + 1 + know.pick(3), know.stray())]


def signs_for_something_else(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Give a receipt for another series, or for another content, or one that is not signed."""
    if not isinstance(frame, Kept) or frame.device_id == CONTROL:
        return None
    others = [device for device in know.shelf().series if device != frame.device_id]
    match know.pick(3):
        case 0 if others:
            return [know.receipt(others[know.pick(len(others))], frame.n, frame.hash)]
        case 1:
            return [know.receipt(frame.device_id, frame.n, know.stray())]
        case _:
            return [replaced(frame, signature=flipped(frame.signature, know.pick(64)))]


def has_made_up_news(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Announce what there is not."""
    if not isinstance(frame, News | Kept):
        return None
    shelf = know.shelf()
    devices = [*shelf.series, know.own.device_id, CONTROL]
    device = devices[know.pick(len(devices))]
    return [frame, News(frame.space_id, device, (0, 1, 99, 1 << 63, U64_MAX)[know.pick(5)])]


# --- Segments ---


def serves_half_a_page(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Leave out the end of a page, or all of it."""
    if not isinstance(frame, Segments) or not frame.run:
        return None
    return [replaced(frame, run=frame.run[: know.pick(len(frame.run))])]


def skips_a_segment(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Leave out the beginning of a page, with or without saying so."""
    if not isinstance(frame, Segments) or not frame.run:
        return None
    return [replaced(frame, start=frame.start + know.pick(2), run=frame.run[1:])]


def serves_another_series(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Serve a device's segments as another's, or another space's as this one's, or the same from elsewhere."""
    if not isinstance(frame, Segments):
        return None
    shelves = (know.shelf(), know.elsewhere())
    runs = [run for shelf in shelves for _, run in sorted(shelf.series.items()) if run]
    if not runs:
        return None
    run = [held.segment for held in runs[know.pick(len(runs))]]
    first = know.pick(len(run))
    return [replaced(frame, run=run[first:])]


def recombines(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Put a header over another segment's body, or a signature under another header."""
    runs = [held.segment for run in know.shelf().series.values() for held in run]
    if not isinstance(frame, Segments) or not frame.run or len(runs) < 2:
        return None
    one, other = frame.run[-1], runs[know.pick(len(runs))]
    mixed = (
        Segment(one.header, one.signature, other.body),
        Segment(one.header, other.signature, one.body),
        Segment(other.header, one.signature, one.body),
    )[know.pick(3)]
    return None if mixed == one else [replaced(frame, run=[*frame.run[:-1], mixed])]


def alters_a_segment(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Change a bit of a header, a signature or a body."""
    if not isinstance(frame, Segments) or not frame.run:
        return None
    place = know.pick(len(frame.run))
    part = ("header", "signature", "body")[know.pick(3)]
    raw: bytes = getattr(frame.run[place], part)
    if not raw:
        return None
    altered = replaced(frame.run[place], **{part: flipped(raw, know.pick(len(raw)))})
    if part == "signature" and place < len(frame.run) - 1:
        return None  # Covered by the closing signature of its run: nothing is wrong with it.
    return [replaced(frame, run=[*frame.run[:place], altered, *frame.run[place + 1 :]])]


def injects_a_segment(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Serve a segment of its own making, in the right place of a device's series, with its own signature."""
    if not isinstance(frame, Segments) or not frame.run:
        return None
    header, core = decode_header(frame.run[-1].header)
    made = replaced(header, core=msgspec.msgpack.encode(replaced(core, salt=know.stray())))
    raw = msgspec.msgpack.encode(made)
    forged = Segment(raw, know.own.signer.sign(signed_message(raw)), frame.run[-1].body)
    return [replaced(frame, run=[*frame.run[:-1], forged])]


Lie: TypeAlias = Callable[[Knowing, ToDevice], "list[Said] | None"]

LIES: tuple[Lie, ...] = (
    says_nothing,
    says_twice,
    says_again,
    says_garbage,
    breaks_off,
    refuses,
    has_another_key,
    has_odd_limits,
    hides_a_series,
    goes_back,
    boasts,
    names_another_end,
    makes_up_a_series,
    hides_statements,
    has_another_control_log,
    serves_fewer_statements,
    alters_a_statement,
    lets_itself_in,
    speaks_a_newer_tongue,
    replays_statements,
    signs_for_too_much,
    signs_for_something_else,
    has_made_up_news,
    serves_half_a_page,
    skips_a_segment,
    serves_another_series,
    recombines,
    alters_a_segment,
    injects_a_segment,
)


def name_of(lie: Callable[..., object]) -> str:
    """Return what a lie is called in the counters."""
    return "relay lies: " + lie.__name__.replace("_", " ")
