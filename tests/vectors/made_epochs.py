"""Epochs for the published vectors: keys wrapped to their readers, and every way in which one does not fit its place.

The wraps are sealed anew each time this runs: HPKE rolls its own dice.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tests.support.crafted_chains import commitment, history_of, keys_of, named_epoch, wrap_info
from tests.support.crafted_segments import dice
from tests.support.second_bytes import ZERO, hashed
from tests.support.world import CRYPTO

SPACE = dice("space of epochs")
NAMES = ("anna", "bea", "cleo", "dora", "emma", "fay", "gus", "kit")


class Wrapped(NamedTuple):
    """A wrap, its reader, and the seed of the key that the reader opens it with."""

    device_id: bytes
    kem_seed: bytes
    sealed: bytes


class Epoch(NamedTuple):
    """An epoch as a vector holds it; `before` is the key that history hands on, `commit_before` its own commitment."""

    space_id: bytes
    number: int
    prev: bytes
    readers_hash: bytes
    key: bytes
    commit: bytes
    epoch_id: bytes
    wraps: list[Wrapped]
    history: bytes
    before: bytes
    commit_before: bytes


class MadeEpoch(NamedTuple):
    """An epoch and what must come of it."""

    name: str
    epoch: Epoch
    why: str = ""


def wrapped(epoch: Epoch, reader: str, **bound: object) -> Wrapped:
    """Wrap an epoch's key to a reader; what the wrap is bound to may be another."""
    keys = keys_of(reader)
    right = {"space_id": epoch.space_id, "number": epoch.number, "commit": epoch.commit, "device_id": keys.device_id}
    assert bound.keys() <= right.keys() | {"key", "to"}
    said = right | {name: value for name, value in bound.items() if name in right}
    info = wrap_info(*said.values())  # type: ignore[arg-type]  # Fields of any type, each in its place.
    key = bound.get("key", epoch.key)
    assert isinstance(key, bytes)
    return Wrapped(
        keys.device_id, keys.kem_seed, CRYPTO.kem_seal(keys_of(str(bound.get("to", reader))).kem_pk, key, info)
    )


def epoch_for(readers: Sequence[str], number: int = 1, prev: bytes = b"", key: bytes = b"") -> Epoch:
    """Make an epoch that fits."""
    key = key or dice(f"key of epoch {number}")
    prev = ZERO if number == 0 else prev or dice(f"statement before epoch {number}")
    commit = commitment(key, SPACE, number)
    hash_ = hashed("readers", *sorted(keys_of(name).device_id for name in readers))
    epoch_id = named_epoch(SPACE, number, prev, commit, hash_)
    before = dice(f"key of epoch {number - 1}") if number else b""
    history = history_of(SPACE, epoch_id, key, before) if number else b""
    commit_before = commitment(before, SPACE, number - 1) if number else b""
    bare = Epoch(SPACE, number, prev, hash_, key, commit, epoch_id, [], history, before, commit_before)
    return bare._replace(wraps=sorted(wrapped(bare, name) for name in readers))


def good() -> Iterator[MadeEpoch]:
    """Numbers of every width, and one reader to eight."""
    for number in (0, 1, 2, 127, 128, 255, 256, 10_000, 65_535, 65_536, 1 << 31, (1 << 32) - 1):
        yield MadeEpoch(f"epoch {number}", epoch_for(("anna", "kit"), number))
    for count in (1, 2, 3, 4, 5, 8):
        yield MadeEpoch(f"{count} readers", epoch_for(NAMES[-count:], 3))
    yield MadeEpoch("a key of zeros", epoch_for(("anna", "kit"), 4, key=bytes(32)))
    yield MadeEpoch("a key of ones", epoch_for(("anna", "kit"), 4, key=b"\xff" * 32))
    yield MadeEpoch("another statement before it", epoch_for(("anna", "bea", "kit"), 6, prev=dice("another statement")))


def moved() -> Iterator[MadeEpoch]:
    """A good epoch, given with something that is not its own."""
    right = epoch_for(("anna", "bea", "kit"), 3)
    other = epoch_for(("anna", "bea", "kit"), 4)
    for field in ("space_id", "prev", "readers_hash", "key", "commit", "epoch_id"):
        for value in (ZERO, dice("elsewhere")):
            fields: dict[str, Any] = right._asdict() | {field: value}
            yield MadeEpoch(f"another {field}, {value[:2].hex()}", Epoch(**fields), field)
    for number in (0, 2, 4, 3 << 8):
        yield MadeEpoch(f"given as epoch {number}", right._replace(number=number), "number")
    yield MadeEpoch("the wraps of another epoch", right._replace(wraps=other.wraps), "wrap")
    yield MadeEpoch("the key of another epoch", right._replace(key=other.key), "commit")
    committed = right._replace(key=other.key, commit=commitment(other.key, SPACE, 3))
    yield MadeEpoch("committed to another key than is named", committed, "epoch_id")
    named = committed._replace(epoch_id=named_epoch(SPACE, 3, right.prev, committed.commit, right.readers_hash))
    yield MadeEpoch("another key than is wrapped", named, "wrap")
    sealed = named._replace(key=right.key)
    lying = sealed._replace(wraps=sorted(wrapped(sealed, name) for name in ("anna", "bea", "kit")), history=b"")
    lying = lying._replace(history=history_of(SPACE, lying.epoch_id, right.key, right.before))
    yield MadeEpoch("wrapped and named as it should be, but committed to another key", lying, "commit")
    yield MadeEpoch("committed to a key of zeros", right._replace(commit=commitment(ZERO, SPACE, 3)), "commit")


def wrong_wraps() -> Iterator[MadeEpoch]:
    """Wraps for another recipient, space, number or commitment; of another key; missing, too many, in no order."""
    right = epoch_for(("anna", "bea", "kit"), 3)
    bound: dict[str, dict[str, object]] = {
        "another space": {"space_id": dice("another space")},
        "another number": {"number": 2},
        "another commitment": {"commit": dice("another commitment")},
        "another device": {"device_id": keys_of("anna").device_id},
        "the key of another device": {"to": "anna"},
        "another epoch key": {"key": dice("another epoch key")},
        "no key": {"key": b""},
        "a short key": {"key": bytes(31)},
        "a long key": {"key": bytes(33)},
    }
    at = next(index for index, wrap in enumerate(right.wraps) if wrap.device_id == keys_of("bea").device_id)
    for what, changes in bound.items():
        wraps = [*right.wraps[:at], wrapped(right, "bea", **changes), *right.wraps[at + 1 :]]
        yield MadeEpoch(f"a wrap for {what}", right._replace(wraps=wraps), "wrap")
    wrap = right.wraps[at]
    sizes = {"empty": b"", "1,167 bytes": wrap.sealed[:-1], "1,169 bytes": wrap.sealed + b"\0", "zeros": bytes(1168)}
    bits = {f"bit 3 of byte {place} flipped": place for place in (0, 500, 1087, 1088, 1119, 1120, 1151, 1152, 1167)}
    sizes |= {what: _flipped(wrap.sealed, place) for what, place in bits.items()}
    for what, sealed in sizes.items():
        wraps = [*right.wraps[:at], wrap._replace(sealed=sealed), *right.wraps[at + 1 :]]
        yield MadeEpoch(f"a wrap that is {what}", right._replace(wraps=wraps), "wrap")
    one, two, three = right.wraps
    lists: dict[str, list[Wrapped]] = {
        "no wraps": [],
        "the first missing": [two, three],
        "the last missing": [one, two],
        "backwards": [three, two, one],
        "two changed places": [two, one, three],
        "one twice": [one, two, two, three],
        "one more than are named": sorted([one, two, three, wrapped(right, "cleo")]),
        "another in the place of one": sorted([one, two, wrapped(right, "cleo")]),
        "two sealed parts changed places": [one._replace(sealed=two.sealed), two._replace(sealed=one.sealed), three],
    }
    for what, wraps in lists.items():
        yield MadeEpoch(f"wraps: {what}", right._replace(wraps=wraps), "wraps")


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 8]) + data[at + 1 :]


def wrong_histories() -> Iterator[MadeEpoch]:
    """Histories that are missing, too many, of another size, or of another key."""
    first, right = epoch_for(("anna", "kit"), 0), epoch_for(("anna", "kit"), 3)
    other = epoch_for(("anna", "kit"), 4)
    assert len(right.history) == 48
    histories = {
        "missing": b"",
        "47 bytes": right.history[:-1],
        "49 bytes": right.history + b"\0",
        "zeros": bytes(48),
        "of another epoch": other.history,
        "of another key": history_of(SPACE, right.epoch_id, other.key, right.before),
        "that hands on another key": history_of(SPACE, right.epoch_id, right.key, dice("another")),
        "with a bit flipped": _flipped(right.history, 20),
    }
    for what, history in histories.items():
        yield MadeEpoch(f"a history {what}", right._replace(history=history), "history")
    handed = right._replace(
        before=dice("another"), history=history_of(SPACE, right.epoch_id, right.key, dice("another"))
    )
    yield MadeEpoch("a history of a key that was not committed to", handed, "commit_before")
    moved_commits = {
        "zeros": ZERO,
        "of this epoch": right.commit,
        "of another number": commitment(right.before, SPACE, 3),
    }
    for what, commit in moved_commits.items():
        yield MadeEpoch(f"a commitment before it: {what}", right._replace(commit_before=commit), "commit_before")
    yield MadeEpoch("a history in epoch 0", first._replace(history=right.history), "history")


def made() -> Iterator[MadeEpoch]:
    """Everything of this module; an epoch without a `why` is good."""
    yield from good()
    yield from moved()
    yield from wrong_wraps()
    yield from wrong_histories()
