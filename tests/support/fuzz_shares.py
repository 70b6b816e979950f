"""Fuzz targets of share spaces: their control log, and the letterbox at the relay.

Every signature counts here, so that all behind them is reached; what must hold then is said of what came out.
"""

from collections.abc import Iterable
from functools import cache

from tests.support.control_writing import Writing, new_writing
from tests.support.fuzz_target import Finding, Target, joined, parts_of, same_bytes, taken
from tests.support.sim_device import SimCrypto
from whyward.ed25519 import Ed25519Signer
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol import frames
from whyward.protocol.canonical import Shape, encoded
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.limits import (
    FRAME_BYTES_MAX,
    LETTER_BYTES_MAX,
    LETTERS_PER_CONNECTION_MAX,
    PAGE_BYTES_MAX,
    PAGE_SEGMENTS_MAX,
    VERSION,
)
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.relay_effects import Send, StoreLetter
from whyward.protocol.relay_session import RelaySession
from whyward.protocol.spaces import SpaceView
from whyward.protocol.statements import Party, SignedStatement, decode_statement

_FAULT = (TheirFault,)
_STATEMENT = Shape(SignedStatement, name="fuzzed statement", bytes_max=FRAME_BYTES_MAX)
_RELAY = Ed25519Signer(bytes(32))


def _every_signature_counts(public_key: bytes, message: bytes, signature: bytes) -> bool:
    del public_key, message, signature
    return True


@cache
def _told() -> tuple[Writing, tuple[ControlLog, ...]]:
    """Tell the life of a share from its founding to its end; return the log before each statement too."""
    writing = new_writing("fuzzed share", SimCrypto(), is_share=True)
    owner, kit = writing.first, writing.kit
    guest, other, late = (writing.keys(name) for name in ("guest", "other guest", "late owner"))
    logs = [writing.control]
    logs.append(writing.admit(owner, guest, Party.GUEST))
    logs.append(writing.admit(guest, other, Party.GUEST))
    logs.append(writing.admit(kit, late))
    logs.append(writing.erase(guest, (guest.device_id, 1)))
    logs.append(writing.remove(guest, [other]))
    logs.append(writing.remove(owner, [guest]))
    logs.append(writing.set_kit(late, writing.keys("kit 2")))
    logs.append(writing.close(owner))
    return writing, tuple(logs)


def _owners(log: ControlLog) -> frozenset[DeviceId]:
    return frozenset(id_ for id_, member in log.members.items() if member.party is not Party.GUEST)


def take_share_statement(raw: bytes) -> bool:
    """Take bytes as the next statement of a share, at each point of its life."""
    try:
        signed = _STATEMENT.decode(raw)
        statement = decode_statement(signed.raw)
        same_bytes(statement, signed.raw)
    except TheirFault:
        return False
    taken(_FAULT, lambda: found(signed, _every_signature_counts))
    for before in _told()[1]:
        try:
            after = before.follow(signed, _every_signature_counts)
        except TheirFault:
            continue
        if any(epoch.body.history for epoch in after.epochs):
            raise Finding("an epoch of a share handed on a key")
        author = before.members[DeviceId(statement.author)]
        if author.party is Party.GUEST and (_owners(after) != _owners(before) or after.closed_at != before.closed_at):
            raise Finding("a guest changed who the owner's devices are, or ended the share")
        if author.party is Party.RECOVERY and after.has_guests and not before.has_guests:
            raise Finding("a kit let a guest in")
    return True


def _statements() -> Iterable[bytes]:
    return (encoded(signed) for signed in _told()[0].signed)


def take_letters(raw: bytes) -> bool:
    """Let a relay's session hear frames about a share; the first byte says at which point of its life it is."""
    at, logs = raw[:1], _told()[1]
    control = logs[at[0] % len(logs)] if at else logs[0]
    limits = frames.RelayLimits(FRAME_BYTES_MAX, PAGE_BYTES_MAX, PAGE_SEGMENTS_MAX)
    session = RelaySession(
        host="relay.example", signer=_RELAY, check=_every_signature_counts, nonce=bytes(32), limits=limits
    )
    view, stored = SpaceView(control), 0
    for part in parts_of(raw[1:]):
        try:
            frame = frames.decode_to_relay(part)
            space = session.space_of(frame)
            for effect in session.receive(frame, view if space == control.space_id else None):
                if isinstance(effect, StoreLetter):
                    stored += 1
                    _look_at_letter(effect, view, stored)
                    view.letter = effect.letter
                if isinstance(effect, Send) and isinstance(effect.frame, frames.Letter):
                    _look_at_reader(session, control)
        except TheirFault:
            return False
    return True


def _look_at_letter(effect: StoreLetter, view: SpaceView, stored: int) -> None:
    control = view.control
    if control.has_guests or control.closed_at is not None or not 0 < len(effect.letter) <= LETTER_BYTES_MAX:
        raise Finding("a letter was taken that could not be due")
    if (view.letter and not control.had_guests) or stored > LETTERS_PER_CONNECTION_MAX:
        raise Finding("a first letter was overwritten, or letters came without end")


def _look_at_reader(session: RelaySession, control: ControlLog) -> None:
    device = session.device_in(control.space_id)
    if device is None or device not in _owners(control):
        raise Finding("a letter was given to somebody else than the owner")


def _letters() -> Iterable[bytes]:
    writing, _ = _told()
    encode, space = frames.frame_bytes, writing.control.space_id
    hello = encode(frames.Hello(VERSION, bytes(32)))
    leave = encode(frames.Leave(space, b"letter", bytes(64)))
    collect = encode(frames.Collect(space))
    for at in (0, 6):
        yield bytes([at]) + joined([hello, leave, _proof(writing.first, space), collect])
    yield bytes([2]) + joined([hello, _proof(writing.first, space), collect])


def _proof(keys: DeviceKeys, space: bytes) -> bytes:
    return frames.frame_bytes(frames.Prove(space, keys.device_id, keys.sign_pk, bytes(64)))


def share_targets() -> list[Target]:
    """Return the targets about shares."""
    return [
        Target("share-statement", take_share_statement, _statements),
        Target("share-letters", take_letters, _letters),
    ]
