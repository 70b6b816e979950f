"""Control logs by hand: every statement, and the bodies inside, as lists whose fields can be made wrong.

It follows with the second verifier what it adds, so it never builds on a statement that is not valid.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.support.crafted_segments import dice, sign_key
from tests.support.second_bytes import ZERO, extracted, hashed, label, mac
from tests.support.second_log import KIT, OWNER, Log, follow, found
from tests.support.world import CRYPTO
from whyward.protocol.canonical import encoded

Signed = tuple[bytes, bytes]


class Keys(NamedTuple):
    """A made-up device or kit, from its name alone."""

    device_id: bytes
    sign: Ed25519PrivateKey
    sign_pk: bytes
    kem_seed: bytes
    kem_pk: bytes


@cache
def keys_of(name: str) -> Keys:
    """Return the keys of a name; the same name always has the same ones."""
    sign, kem_seed = sign_key(name), dice("kem/" + name)
    sign_pk, kem_pk = sign.public_key().public_bytes_raw(), CRYPTO.kem_public_key(kem_seed)
    keys = Keys(hashed("device", sign_pk, kem_pk), sign, sign_pk, kem_seed, kem_pk)
    _NAMES[keys.device_id] = name
    return keys


_NAMES: dict[bytes, str] = {}


def name_of(device_id: bytes) -> str:
    """Return the name of a device whose keys were made here."""
    return _NAMES[device_id]


def wrap_info(space_id: bytes, number: int, commit: bytes, device_id: bytes) -> bytes:
    """Return what a wrap is bound to."""
    return label("wrap") + space_id + number.to_bytes(4, "big") + commit + device_id


def commitment(key: bytes, space_id: bytes, number: int) -> bytes:
    """Return `commit_E`."""
    return extracted("epoch-commit", key, space_id, number.to_bytes(4, "big"))


def named_epoch(space_id: bytes, number: int, prev: bytes, commit: bytes, readers: bytes) -> bytes:
    """Return an epoch's id."""
    return hashed("epoch-id", space_id, number.to_bytes(4, "big"), prev, commit, readers)


def history_of(space_id: bytes, epoch_id: bytes, key: bytes, before: bytes) -> bytes:
    """Return the key of the epoch before, sealed under the prk of a new one."""
    prk = extracted("epoch-prk", key, space_id, epoch_id)
    return AESGCM(mac(prk, label("history"))).encrypt(bytes(12), before, epoch_id)


class Chain:
    """A control log that is being written. `is_hollow`: its wraps are noise of the right size, which is quick.

    With a `slot` it is that of a share: the name of who holds the key that letters are signed with.
    """

    def __init__(
        self, name: str, first: str = "anna", kit: str = "kit", *, is_hollow: bool = False, slot: str = ""
    ) -> None:
        """Found a space."""
        self.name = name
        self.is_hollow = is_hollow
        self.slot = slot
        one, other = keys_of(first), keys_of(kit)
        founding = [dice("nonce/" + name), one.sign_pk, one.kem_pk, other.sign_pk, other.kem_pk]
        founding += [keys_of(slot).sign_pk] if slot else []
        self.founding = encoded(founding)
        self.space_id = hashed("space", self.founding)
        self.signed: list[Signed] = [self.say("genesis", self.genesis(first, kit), first)]
        self.log: Log = found(*self.signed[0])

    def copy(self, name: str) -> "Chain":
        """Return a chain that begins as this one does."""
        other = object.__new__(Chain)
        other.__dict__.update(self.__dict__, name=name, signed=list(self.signed))
        return other

    def add(self, signed: Signed) -> "Chain":
        """Go on with a statement, which must be valid."""
        self.log = follow(self.log, *signed)
        self.signed.append(signed)
        return self

    def say(self, type_: str, body: Sequence[object] | bytes, by: str, /, **changes: object) -> Signed:
        """Sign a statement at the end of this chain; any of its fields may be changed by its name."""
        log: Log | None = getattr(self, "log", None)
        fields: dict[str, object] = {
            "v": 1,
            "suite": 1,
            "space_id": self.space_id,
            "index": len(log.hashes) if log else 0,
            "prev": log.hashes[-1] if log else ZERO,
            "author": keys_of(by).device_id,
            "type": type_,
            "body": body if isinstance(body, bytes) else encoded(body),
        }
        assert changes.keys() <= fields.keys()
        return signed_as(encoded(list((fields | changes).values())), by)

    def genesis(self, first: str, kit: str) -> list[Any]:
        """Return the body of a genesis."""
        return [self.founding, encoded(self.epoch([first, kit], number=0, prev=ZERO, before=None))]

    def key(self, number: int) -> bytes:
        """Return the key of an epoch of this chain."""
        return dice(f"epoch/{number}/{self.space_id.hex()}")

    def wrap(self, reader: str, number: int, key: bytes, commit: bytes) -> list[bytes]:
        """Wrap an epoch's key to a reader."""
        keys = keys_of(reader)
        if self.is_hollow:
            return [keys.device_id, (dice("hollow") * 37)[:1168]]
        return [
            keys.device_id,
            CRYPTO.kem_seal(keys.kem_pk, key, wrap_info(self.space_id, number, commit, keys.device_id)),
        ]

    def epoch(
        self, readers: Sequence[str], number: int = -1, prev: bytes = b"", before: bytes | None = b""
    ) -> list[Any]:
        """Return the fields of the next epoch's body, for these readers."""
        number = len(self.log.epochs) if number < 0 else number
        prev = prev or self.log.hashes[-1]
        key, devices = self.key(number), sorted(keys_of(reader).device_id for reader in readers)
        commit, hash_ = commitment(key, self.space_id, number), hashed("readers", *devices)
        epoch_id = named_epoch(self.space_id, number, prev, commit, hash_)
        wraps = sorted(self.wrap(reader, number, key, commit) for reader in readers)
        has_none = before is None or (self.slot and not before)
        history = b"" if has_none else history_of(self.space_id, epoch_id, key, before or self.key(number - 1))
        return [number, epoch_id, commit, hash_, wraps, history]

    def readers(self) -> list[str]:
        """Return the names of all who read now."""
        return [name_of(device) for device in self.log.those("active", "renewed")]

    def kit(self) -> str:
        """Return the name of the kit that counts now."""
        devices = self.log.devices.items()
        return next(name_of(id_) for id_, known in devices if known.party == KIT and known.state == "active")

    def proof(self, new: str) -> bytes:
        """Return a proof of possession."""
        keys = keys_of(new)
        return keys.sign.sign(label("possession") + self.space_id + keys.device_id)

    def entry(self, new: str) -> list[Any]:
        """Return what admissions and renewals end with: the epoch, a wrap, a proof."""
        number = len(self.log.epochs) - 1
        key = self.key(number)
        wrap = self.wrap(new, number, key, commitment(key, self.space_id, number))
        return [self.log.epochs[-1], [wrap], self.proof(new)]

    def admission(self, new: str, party: int = OWNER) -> list[Any]:
        """Return the body that lets a device in."""
        return [party, keys_of(new).sign_pk, keys_of(new).kem_pk, *self.entry(new)]

    def renewal(self, old: str, new: str, n: int = 0) -> list[Any]:
        """Return the body by which one device goes on as another."""
        keys = keys_of(new)
        return [keys_of(old).device_id, keys.sign_pk, keys.kem_pk, *cut_at(old, n)[1:], *self.entry(new)]

    def removal(self, cuts: Mapping[str, int], stay: Sequence[str] | None = None) -> list[Any]:
        """Return the body that shuts devices out, each at its cut; the others read on, unless `stay` says who."""
        listed = sorted(cut_at(name, n) for name, n in cuts.items())
        left = [name for name in self.readers() if name not in cuts] if stay is None else stay
        return [[cut[0] for cut in listed], listed, encoded(self.epoch(left))]

    def new_kit(self, new: str, stay: Sequence[str] | None = None) -> list[Any]:
        """Return the body that puts a new kit in place of the old one."""
        left = [*(name for name in self.readers() if name != self.kit()), new] if stay is None else stay
        return [keys_of(new).sign_pk, keys_of(new).kem_pk, encoded(self.epoch(left)), self.proof(new)]


def cut_at(name: str, n: int) -> tuple[bytes, int, bytes]:
    """Return a cut: a device, the number of its last segment, and that segment's hash."""
    return keys_of(name).device_id, n, dice(f"segment/{name}/{n}") if n else ZERO


def signed_as(raw: bytes, by: str) -> Signed:
    """Sign the bytes of a statement."""
    return raw, keys_of(by).sign.sign(label("stmt-sig") + raw)
