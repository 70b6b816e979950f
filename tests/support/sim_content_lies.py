"""Lies about what is kept: statements, receipts, news and segments that are altered, moved, made up or left out.

Each takes what the liar knows and the frame that an honest relay would send; None where it does not fit.
"""

import msgspec

from tests.support.sim_lying import U64_MAX, Knowing, Said, flipped, replaced
from tests.support.sim_rights import rights_after
from whyward.protocol.bodies import DeviceAdmitted
from whyward.protocol.canonical import encoded
from whyward.protocol.frames import Kept, News, Segments, Statements, ToDevice
from whyward.protocol.ids import CONTROL, DeviceId, SpaceId
from whyward.protocol.limits import WRAP_BYTES
from whyward.protocol.segments import Segment, decode_header, signed_message
from whyward.protocol.statements import (
    Party,
    SignedStatement,
    Statement,
    StatementType,
    Wrap,
    decode_statement,
    next_statement,
    possession_message,
    sign_statement,
    statement_hash,
)

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
    """Serve an admission of its own device, whole but for the signature, under its own or a member's name."""
    statements = know.shelf().statements
    if not isinstance(frame, Statements) or not statements:
        return None
    last = frame.run[-1] if frame.run else statements[-1]
    before = decode_statement(last.raw)
    author = (know.own.device_id, before.author)[know.pick(2)]
    own, space_id = know.own, before.space_id
    proof = own.signer.sign(possession_message(space_id, own.device_id))
    epoch_id = rights_after(statements).epoch_id
    wrap = Wrap(own.device_id, know.stray() + bytes(WRAP_BYTES - 32))
    body = DeviceAdmitted(Party.OWNER, own.sign_pk, own.kem_pk, epoch_id, [wrap], proof)
    place = (SpaceId(space_id), before.index + 1, statement_hash(last.raw), DeviceId(author))
    forged = next_statement(*place, StatementType.DEVICE_ADMITTED, encoded(body))
    return [replaced(frame, run=[*frame.run, sign_statement(forged, own.signer)])]


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
