"""The verdicts of the product and of the second verifier, in the same words, so that the two can be compared.

It decides nothing: it only calls what a device calls when it receives segments and statements.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import Any

from tests.support import second_log, second_verifier
from tests.support.published import EpochGiven
from tests.support.second_bytes import Refused
from tests.support.second_log import Log
from tests.support.second_verifier import Epoch, Place
from tests.support.world import CRYPTO, new_space
from whyward.journal.epochs import epoch_before, unwrap
from whyward.journal.plaintext import _joined
from whyward.journal.seal import epoch_key, open_sealed
from whyward.protocol.epochs import EpochBody, decode_epoch
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.limits import STATEMENTS_MAX
from whyward.protocol.members import EpochSeen, Member, Standing
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.segments import Segment, SegmentKind, Tail, decode_header, place_run
from whyward.protocol.statements import SignedStatement

_SPACE = new_space("verdicts")
_ANYBODY = _SPACE.control.members[_SPACE.device.device_id]


def opened_by_product(place: Place, header: bytes, signature: bytes, body: bytes) -> bytes | None:
    """Open a segment as the product does, at a place under a key; return its raw array, or None if it refuses."""
    space_id, device = SpaceId(place.space_id), DeviceId(place.device_id)
    try:
        _, core = decode_header(header)
        control = _believing(core.control_index, core.control_head, place)
        run = [Segment(header, signature, body)]
        after = Tail(place.n - 1, place.prev)
        (placed,) = place_run(run, device=device, after=after, control=control, check=CRYPTO.check)
        if placed.core.kind != SegmentKind.EVENTS:
            return None
        return _joined(open_sealed(placed, epoch_key(place.epoch_key, space_id, place.epoch_id), CRYPTO))
    except TheirFault:
        return None


def _believing(index: int, head: bytes, place: Place) -> ControlLog:
    """Return a control log in which the segment's author is a device and what it believed is true."""
    device = DeviceId(place.device_id)
    author = replace(_ANYBODY, device_id=device, sign_pk=place.sign_pk)
    epoch = EpochSeen(EpochBody(0, place.epoch_id, bytes(32), bytes(32), [], b""), 0, {})
    hashes = tuple(repeat(head, min(index + 1, STATEMENTS_MAX)))
    return ControlLog(SpaceId(place.space_id), hashes, {device: author}, (epoch,))


def epoch_by_product(
    raw: bytes, space_id: bytes, number: int, prev: bytes, readers: Sequence[bytes], *, is_share: bool
) -> EpochBody | None:
    """Read an epoch body as the product does, or return None if it refuses."""
    devices = [DeviceId(reader) for reader in readers]
    try:
        return decode_epoch(
            raw,
            space_id=SpaceId(space_id),
            number=number,
            prev_stmt_hash=prev,
            readers=devices,
            is_share=is_share,
        )
    except TheirFault:
        return None


def holds_for_product(given: EpochGiven) -> bool:
    """Say whether an epoch fits its place, every wrap opens to its key, and its history to the key before."""
    space_id = SpaceId(given.space_id)
    place = given.space_id, given.number, given.prev
    body = epoch_by_product(given.body, *place, given.readers, is_share=given.is_share)
    if body is None:
        return False
    seen = EpochSeen(body, 0, {DeviceId(wrap.device_id): wrap.sealed for wrap in body.wraps})
    before = EpochBody(given.number - 1, bytes(32), given.commit_before, bytes(32), [], b"")
    try:
        for device, seed, _ in given.wraps:
            keys = replace(_SPACE.device, device_id=DeviceId(device), kem_seed=seed)
            opened = unwrap(seen, space_id, keys, CRYPTO)
            if opened.secret != given.key:
                return False
            if given.has_history and epoch_before(body, opened, before, space_id, CRYPTO).secret != given.key_before:
                return False
    except TheirFault:
        return False
    return True


def holds_for_second(given: EpochGiven) -> bool:
    """Say the same by the second verifier."""
    try:
        place = given.space_id, given.number, given.prev
        epoch = second_verifier.read_epoch(given.body, place, given.readers, is_share=given.is_share)
        for device, seed, _ in given.wraps:
            key = second_verifier.unwrap(epoch, given.space_id, device, seed)
            if key != given.key:
                return False
            if given.has_history and _before(epoch, key, given) != given.key_before:
                return False
    except Refused:
        return False
    return True


def _before(epoch: Epoch, key: bytes, given: EpochGiven) -> bytes:
    return second_verifier.key_before(epoch, key, given.space_id, given.commit_before)


def opened_by_second(place: Place, header: bytes, signature: bytes, body: bytes) -> bytes | None:
    """Open a segment by the second verifier; None if it refuses."""
    try:
        return second_verifier.open_segment(place, header, signature, body)
    except Refused:
        return None


def followed_by_second(log: Log | None, raw: bytes, signature: bytes) -> Log | None:
    """Follow one more statement by the second verifier; None if it refuses."""
    try:
        return second_log.follow(log, raw, signature) if log else second_log.found(raw, signature)
    except Refused:
        return None


def followed_by_product(log: ControlLog | None, raw: bytes, signature: bytes) -> ControlLog | None:
    """Follow one more statement, or begin with a genesis; None if the product refuses it."""
    signed = SignedStatement(raw, signature)
    try:
        return log.follow(signed, CRYPTO.check) if log else found(signed, CRYPTO.check)
    except TheirFault:
        return None


def judged_by_product(chain: Sequence[tuple[bytes, bytes]]) -> dict[str, Any]:
    """Follow a chain as far as it is valid and say what holds, as `second_log.judge` does."""
    log: ControlLog | None = None
    for raw, signature in chain:
        longer = followed_by_product(log, raw, signature)
        if longer is None:
            break
        log = longer
    return verdict_of(log) if log else {"valid": 0}


def verdict_of(log: ControlLog) -> dict[str, Any]:
    """Say what a control log comes to."""
    return {
        "valid": len(log.hashes),
        "head": log.head.hex(),
        "epochs": [epoch.body.epoch_id.hex() for epoch in log.epochs],
        "active": _those(log.members, Standing.ACTIVE),
        "renewed": _those(log.members, Standing.RENEWED),
        "removed": _those(log.former, Standing.REMOVED),
        "cuts": {device.hex(): [cut.n, cut.hash.hex()] for device, cut in log.cuts().items()},
        "erased": [[device.hex(), n] for device in sorted(log.erased) for n in sorted(log.erased[device])],
        "closed": log.closed_at is not None,
    }


def _those(members: Mapping[DeviceId, Member], standing: Standing) -> list[str]:
    return [device.hex() for device in sorted(members) if members[device].standing is standing]
