"""Fuzz targets of the protocol: every strict decoder, the control log, segments in their places, both sessions.

Where a signature would stop everything, a second look is taken with signatures that all count as genuine.
"""

from collections.abc import Callable, Iterable
from functools import cache
from random import Random
from typing import Any

from tests.support.fuzz_chain import SPACE, chain, series
from tests.support.fuzz_target import Finding, Target, joined, parts_of, same_bytes, taken
from tests.support.wire_shapes import made_up, walked
from tests.support.world import CRYPTO
from whyward.ed25519 import Ed25519Signer
from whyward.journal.seal import open_sealed
from whyward.protocol import frames
from whyward.protocol.canonical import Shape, encoded
from whyward.protocol.device_session import DeviceSession
from whyward.protocol.errors import TheirFault
from whyward.protocol.exchange import Held
from whyward.protocol.greeting import Who
from whyward.protocol.limits import FRAME_BYTES_MAX, PAGE_BYTES_MAX, PAGE_SEGMENTS_MAX, VERSION
from whyward.protocol.membership import found
from whyward.protocol.relay_effects import CompareSegments
from whyward.protocol.relay_session import RelaySession
from whyward.protocol.repeats import compared
from whyward.protocol.segments import EMPTY, Segment, Tail, decode_header, place_late_run, place_run
from whyward.protocol.signatures import Check
from whyward.protocol.spaces import SpaceView
from whyward.protocol.statements import SignedStatement, decode_statement

_FAULT = (TheirFault,)
_STATEMENT = Shape(SignedStatement, name="fuzzed statement", bytes_max=FRAME_BYTES_MAX)
_RUN = Shape(list[Segment], name="fuzzed run", bytes_max=FRAME_BYTES_MAX)


def _every_signature_counts(public_key: bytes, message: bytes, signature: bytes) -> bool:
    del public_key, message, signature
    return True


# --- One target for each strict decoder ---


def shape_targets() -> list[Target]:
    """Return a target for every decoder that the walk finds."""
    return [_shape_target(name.removeprefix("whyward."), shape) for name, shape in walked().items()]


def _shape_target(name: str, shape: Shape[Any]) -> Target:
    def take(raw: bytes) -> bool:
        try:
            value = shape.decode(raw)
        except TheirFault:
            return False
        same_bytes(value, raw)
        return True

    return Target(name, take, lambda: (encoded(value) for value in made_up(shape, Random(name), 2)))


# --- Statements ---


def take_statement(raw: bytes) -> bool:
    """Take bytes as a statement, then as the next one of every log of the chain."""
    try:
        signed = _STATEMENT.decode(raw)
        same_bytes(decode_statement(signed.raw), signed.raw)
    except TheirFault:
        return False
    taken(_FAULT, lambda: found(signed, _every_signature_counts))
    for said in chain():
        taken(_FAULT, lambda before=said.before: before.follow(signed, _every_signature_counts))  # type: ignore[misc]  # mypy cannot infer a default argument
        if signed.raw != said.signed.raw and taken(
            _FAULT,
            lambda before=said.before: before.follow(signed, CRYPTO.check),  # type: ignore[misc]  # as above
        ):
            raise Finding("a statement that nobody signed was followed")
    return True


def _statements() -> Iterable[bytes]:
    yield encoded(SPACE.genesis)
    yield from (encoded(said.signed) for said in chain())


# --- Segments ---


@cache
def _genuine() -> frozenset[tuple[bytes, bytes]]:
    return frozenset((segment.header, segment.body) for segment in series())


def take_header(raw: bytes) -> bool:
    """Take bytes as a segment's header."""
    try:
        header, core = decode_header(raw)
    except TheirFault:
        return False
    same_bytes(header, raw)
    same_bytes(core, header.core)
    return True


def take_run(raw: bytes) -> bool:
    """Take bytes as the start of a series; whatever opens must be what was sealed."""
    try:
        run = _RUN.decode(raw)
    except TheirFault:
        return False
    place = _placing(run, CRYPTO.check)
    if taken(_FAULT, place) and [one.header for one in run] != [one.header for one in series()[: len(run)]]:
        raise Finding("a run was placed that is not the start of the series")
    if taken(_FAULT, place) and not {(one.header, one.body) for one in run} <= _genuine():
        raise Finding("a segment was placed whose body nobody sealed")
    taken(_FAULT, lambda: _open_all(run))
    return True


def _placing(run: list[Segment], check: Check) -> Callable[[], object]:
    return lambda: place_run(run, device=SPACE.device.device_id, after=EMPTY, control=SPACE.control, check=check)


def _open_all(run: list[Segment]) -> None:
    late = place_late_run(
        run, device=SPACE.device.device_id, after=EMPTY, control=SPACE.control, check=_every_signature_counts
    )
    for placed in late:
        batch = open_sealed(placed, SPACE.epoch, CRYPTO)
        if (placed.segment.header, placed.segment.body) not in _genuine():
            raise Finding(f"{len(batch.events)} events opened that nobody sealed")


def _runs() -> Iterable[bytes]:
    yield encoded(list(series()))
    yield encoded([series()[0]])
    yield encoded(list[Segment]())


# --- Sessions ---


_ME = SPACE.device.device_id
_RELAY = Ed25519Signer(bytes(32))


def _device_session() -> DeviceSession:
    """Return a session of a device that holds three segments of its own."""
    who = Who(
        space_id=SPACE.space_id,
        device_id=_ME,
        signer=SPACE.device.signer,
        host="relay.example",
        relay_pk=None,
        genesis=SPACE.genesis,
    )
    held = Held(0, SPACE.control.head, {_ME: Tail(3, bytes(32))}, {_ME: 3})
    session = DeviceSession(who, held, nonce=bytes(32), check=CRYPTO.check)
    session.start()
    return session


def take_frames_from_relay(raw: bytes) -> bool:
    """Let a device's session hear frames, one after the other."""
    session = _device_session()
    for part in parts_of(raw):
        try:
            session.receive(frames.decode_to_device(part))
        except TheirFault:
            return False
        assert session.is_settled in {True, False}
    return True


def _frames_from_relay() -> Iterable[bytes]:
    encode, space = frames.frame_bytes, SPACE.space_id
    limits = frames.RelayLimits(FRAME_BYTES_MAX, PAGE_BYTES_MAX, PAGE_SEGMENTS_MAX)
    challenged = encode(frames.Challenge(_RELAY.public_key, bytes(32), limits))
    head = SPACE.control.head
    level, more, less = (encode(frames.State(space, 0, head, [frames.TailEntry(_ME, n, bytes(32))])) for n in (3, 5, 1))
    receipt = frames.kept_message(space_id=space, device_id=_ME, n=2, hash_=head, relay_seq=7)
    yield joined([challenged, level, encode(frames.News(space, _ME, 9))])
    yield joined([challenged, more, encode(frames.Segments(space, _ME, 4, list(series()[:2])))])
    yield joined([challenged, less, encode(frames.Kept(space, _ME, 2, head, 7, _RELAY.sign(receipt)))])
    said = frames.Statements(space, 1, [chain()[0].signed])
    yield joined([challenged, encode(frames.State(space, 1, head, [])), encode(said)])
    yield joined([challenged, encode(frames.Refused("no-such-space", b"", 9, "later"))])


def take_frames_from_device(raw: bytes) -> bool:
    """Let a relay's session hear frames; every signature counts, so that more of it is reached."""
    limits = frames.RelayLimits(FRAME_BYTES_MAX, PAGE_BYTES_MAX, PAGE_SEGMENTS_MAX)
    session = RelaySession(
        host="relay.example",
        signer=_RELAY,
        check=_every_signature_counts,
        nonce=bytes(32),
        limits=limits,
    )
    view = SpaceView(SPACE.control)
    for part in parts_of(raw):
        try:
            frame = frames.decode_to_relay(part)
            space = session.space_of(frame)
            for effect in session.receive(frame, view if space == SPACE.space_id else None):
                if isinstance(effect, CompareSegments):
                    compared(effect, list(effect.run))
        except TheirFault:
            return False
    return True


def _frames_from_device() -> Iterable[bytes]:
    me, encode = SPACE.device, frames.frame_bytes
    hello = encode(frames.Hello(VERSION, bytes(32)))
    prove = encode(frames.Prove(SPACE.space_id, me.device_id, me.sign_pk, bytes(64)))
    run = frames.Segments(SPACE.space_id, me.device_id, 1, list(series()[:2]))
    said = frames.Statements(SPACE.space_id, 1, [one.signed for one in chain()[:1]])
    yield joined([hello, prove, encode(run)])
    yield joined([hello, prove, encode(said)])
    yield joined([hello, prove, encode(frames.Want(SPACE.space_id, b"", 0))])
    yield joined([hello, prove, encode(frames.OpenMailbox("ABCD"))])
    yield joined([hello, encode(frames.JoinMailbox("ABCD")), encode(frames.Mail(b"letter"))])


def session_targets() -> list[Target]:
    """Return the targets that hear many frames."""
    return [
        Target("frames-from-relay", take_frames_from_relay, _frames_from_relay),
        Target("frames-from-device", take_frames_from_device, _frames_from_device),
    ]


def statement_targets() -> list[Target]:
    """Return the targets about the control log."""
    return [Target("statement", take_statement, _statements)]


def segment_targets() -> list[Target]:
    """Return the targets about sealed batches."""
    return [
        Target("segment-header", take_header, lambda: [segment.header for segment in series()]),
        Target("segment-run", take_run, _runs),
    ]
