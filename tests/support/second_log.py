"""The second verifier's control log: who belongs to a space, by what the protocol reference says, §3."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from tests.support.second_bytes import ZERO, Refused, array, demand, hashed, read, signed, spread
from tests.support.second_verifier import read_epoch, read_wraps

OWNER, GUEST, KIT, KEYS = 1, 2, 3, "b32 b1216"
DEVICES_MAX, STATEMENTS_MAX, STATEMENT_SIZE_MAX = 32, 10_000, 512 << 10


class Device(NamedTuple):
    """A device that is or was in the space; the kit is one."""

    party: int
    sign_pk: bytes
    state: str = "active"
    cut: tuple[int, bytes] | None = None
    renewed_from: bytes | None = None


class Log(NamedTuple):
    """What a control log comes to, at its head."""

    space_id: bytes
    hashes: tuple[bytes, ...]
    devices: dict[bytes, Device]
    epochs: tuple[bytes, ...]
    erased: frozenset[tuple[bytes, int]] = frozenset()
    closed: bool = False
    is_share: bool = False

    def those(self, *states: str) -> list[bytes]:
        """All devices of these states, sorted."""
        return sorted(device for device, known in self.devices.items() if known.state in states)

    def verdict(self) -> dict[str, Any]:
        """Say it as the published vectors do."""
        return {
            "valid": len(self.hashes),
            "head": self.hashes[-1].hex(),
            "epochs": [epoch.hex() for epoch in self.epochs],
            **{state: [device.hex() for device in self.those(state)] for state in ("active", "renewed", "removed")},
            "cuts": {id_.hex(): [known.cut[0], known.cut[1].hex()] for id_, known in self.devices.items() if known.cut},
            "erased": [[device.hex(), n] for device, n in sorted(self.erased)],
            "closed": self.closed,
        }


def judge(chain: Sequence[tuple[bytes, bytes]]) -> dict[str, Any]:
    """Follow `(statement, signature)` after `(statement, signature)` as far as they are valid, and say what holds."""
    log: Log | None = None
    for raw, signature in chain:
        try:
            log = follow(log, raw, signature) if log else found(raw, signature)
        except Refused:
            break
    return log.verdict() if log else {"valid": 0}


def goes_on_with(one: bytes, other: bytes) -> bytes:
    """Choose between two valid statements with one index: who removes more, then who has the smaller hash."""
    said = {raw: _read(raw)[-2:] for raw in (one, other)}
    gone = {raw: array(read(body))[0] for raw, (type_, body) in said.items() if type_ == "device-removed"}
    return min(one, other, key=lambda raw: (-len(gone.get(raw, [])), hashed("stmt-hash", raw)))


def found(raw: bytes, signature: bytes) -> Log:
    """Begin a log with its genesis."""
    *said, body = _read(raw)
    founding, epoch = spread(read(body), "bytes bytes")
    fields = array(read(founding))
    form = f"b32 {KEYS} {KEYS}" + " b32" * (is_share := len(fields) == 6)
    _, sign_pk, kem_pk, kit_sign_pk, kit_kem_pk, *_ = spread(fields, form)
    space_id, first = hashed("space", founding), hashed("device", sign_pk, kem_pk)
    kit = hashed("device", kit_sign_pk, kit_kem_pk)
    demand(said == [space_id, 0, ZERO, first, "genesis"] and first != kit, "not founded by its first device")
    demand(signed(sign_pk, "stmt-sig", raw, signature), "not signed by its author")
    devices = {first: Device(OWNER, sign_pk), kit: Device(KIT, kit_sign_pk)}
    epoch_id = read_epoch(epoch, (space_id, 0, ZERO), list(devices), is_share=is_share).epoch_id
    return Log(space_id, (hashed("stmt-hash", raw),), devices, (epoch_id,), is_share=is_share)


def follow(log: Log, raw: bytes, signature: bytes) -> Log:
    """Add one statement to a log, or refuse it."""
    *place, author_id, type_, body = _read(raw)
    demand(place == [log.space_id, len(log.hashes), log.hashes[-1]], "another place")
    demand(len(log.hashes) < STATEMENTS_MAX and not log.closed, "nothing follows the end")
    demand(author_id in log.those("active", "renewed"), "not a device of this space")
    author = log.devices[author_id]
    demand(author.state == "active" or type_ == "device-renewed", "a renewed device may only renew")
    demand(signed(author.sign_pk, "stmt-sig", raw, signature), "not signed by its author")
    demand(type_ in _TYPES, "not a type")
    return _TYPES[type_](log, author_id, author.party, body)._replace(hashes=(*log.hashes, hashed("stmt-hash", raw)))


def _read(raw: bytes) -> list[Any]:
    demand(len(raw) <= STATEMENT_SIZE_MAX, "too large")
    v, suite, *said = spread(read(raw), "u8 u8 b32 u32 b32 b32 text bytes")
    demand((v, suite) == (1, 1), "an unknown version or suite")
    return said


def _admitted(log: Log, _: bytes, party: int, said: bytes) -> Log:
    its, sign_pk, kem_pk, epoch_id, wraps, proof = spread(read(said), f"u8 {KEYS} b32 list b64")
    first_by = OWNER if GUEST not in {known.party for known in log.devices.values()} else GUEST
    may = {OWNER: {OWNER, KIT}, GUEST: {GUEST, first_by} if log.is_share else set[int]()}
    demand(party in may.get(its, ()), "not a device for this author to admit")
    device = _new(log, sign_pk, kem_pk, proof)
    _check_entry(log, its, device, epoch_id, wraps)
    return log._replace(devices={**log.devices, device: Device(its, sign_pk)})


def _removed(log: Log, author: bytes, party: int, said: bytes) -> Log:
    named, cuts, epoch = spread(read(said), "list list bytes")
    cut_by_device = {device: _cut(n, hash_) for device, n, hash_ in (spread(cut, "b32 u64 b32") for cut in cuts)}
    demand(named and named == [cut[0] for cut in cuts] == sorted(cut_by_device), "not sorted, or not one cut for each")
    devices = dict(log.devices)
    for device, cut in cut_by_device.items():
        demand(device in log.those("active", "renewed") and device != author, "not one that this author can remove")
        known = log.devices[device]
        demand(known.party in {OWNER: {OWNER, GUEST}, GUEST: {GUEST}, KIT: {OWNER, GUEST}}[party], "of another party")
        demand(known.renewed_from in {None, *named, *log.those("removed")}, "an ancestor stays")
        demand(known.cut in {None, cut}, "another cut than that of its renewal")
        devices[device] = known._replace(state="removed", cut=cut)
    demand(any(known.state == "active" and known.party == OWNER for known in devices.values()), "no owner is left")
    return _turned(log, epoch, devices)


def _renewed(log: Log, author: bytes, party: int, said: bytes) -> Log:
    old, sign_pk, kem_pk, n, hash_, epoch_id, wraps, proof = spread(read(said), f"b32 {KEYS} u64 b32 b32 list b64")
    demand(old == author and party != KIT, "not the old device itself")
    known, cut = log.devices[author], _cut(n, hash_)
    demand(known.cut in {None, cut}, "another cut than that of its first renewal")
    device = _new(log, sign_pk, kem_pk, proof)
    _check_entry(log, party, device, epoch_id, wraps)
    changed = {old: known._replace(state="renewed", cut=cut), device: Device(party, sign_pk, renewed_from=old)}
    return log._replace(devices={**log.devices, **changed})


def _epoch(log: Log, _: bytes, party: int, said: bytes) -> Log:
    demand(party == OWNER, "only the owner turns epochs")
    return _turned(log, said, log.devices)


def _recovery_set(log: Log, _: bytes, party: int, said: bytes) -> Log:
    sign_pk, kem_pk, epoch, proof = spread(read(said), f"{KEYS} bytes b64")
    demand(party == OWNER, "only the owner sets a kit")
    new = _new(log, sign_pk, kem_pk, proof)
    old = {kit: known._replace(state="removed") for kit, known in log.devices.items() if known.party == KIT}
    return _turned(log, epoch, {**log.devices, **old, new: Device(KIT, sign_pk)})


def _erased(log: Log, _: bytes, party: int, said: bytes) -> Log:
    bodies = [(device, n) for device, n in (spread(body, "b32 u64") for body in array(read(said)))]
    demand(bodies and bodies == sorted(set(bodies)) and all(n > 0 for _, n in bodies), "not sorted, or no segments")
    for its in (log.devices[device].party if device in log.devices else KIT for device, _ in bodies):
        demand(its != KIT and (party == OWNER or party == its == GUEST), "not a series that this author can erase")
    return log._replace(erased=log.erased | set(bodies))


def _closed(log: Log, _: bytes, party: int, said: bytes) -> Log:
    demand(party == OWNER and spread(read(said), "u8"), "only the owner closes a space")
    return log._replace(closed=True)


def _cut(n: int, hash_: bytes) -> tuple[int, bytes]:
    demand((n == 0) == (hash_ == ZERO), "a cut at nothing has a hash of zeros, and no other has")
    return n, hash_


def _new(log: Log, sign_pk: bytes, kem_pk: bytes, proof: bytes) -> bytes:
    device = hashed("device", sign_pk, kem_pk)
    demand(device not in log.devices, "it is or was in the space")
    demand(signed(sign_pk, "possession", log.space_id + device, proof), "no proof of possession")
    return device


def _check_entry(log: Log, party: int, device: bytes, epoch_id: bytes, wraps: list[Any]) -> None:
    held = [known for known in log.devices.values() if known.party == party and known.state != "removed"]
    demand(len(held) < DEVICES_MAX, "a party has no more devices")
    demand(epoch_id == log.epochs[-1], "not the current epoch")
    demand([reader for reader, _ in read_wraps(wraps)] == [device], "not one wrap, for the new device")


def _turned(log: Log, epoch: bytes, devices: dict[bytes, Device]) -> Log:
    readers = [device for device, known in devices.items() if known.state != "removed"]
    body = read_epoch(epoch, (log.space_id, len(log.epochs), log.hashes[-1]), readers, is_share=log.is_share)
    return log._replace(devices=devices, epochs=(*log.epochs, body.epoch_id))


_TYPES = {
    "device-admitted": _admitted,
    "device-removed": _removed,
    "device-renewed": _renewed,
    "epoch": _epoch,
    "recovery-set": _recovery_set,
    "erased": _erased,
    "space-closed": _closed,
}
