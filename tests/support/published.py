"""The published vectors as they are read back from their files, by the product and by the second verifier alike.

It reads what `tests/vectors/README.md` describes, and is the shortest answer to how another implementation may do so.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.second_verifier import Place
from whyward.protocol.canonical import encoded

FOLDER = Path(__file__).parents[1] / "vectors"

Vector = dict[str, Any]
Chain = list[tuple[bytes, bytes]]


@cache
def vectors(name: str) -> tuple[Vector, ...]:
    """Read one of the files: segments, epochs, statements or shares."""
    listed: list[Vector] = json.loads((FOLDER / f"{name}.json").read_text(encoding="ascii"))
    return tuple(listed)


def place_in(vector: Vector) -> Place:
    """Return where a segment's vector says that it is expected."""
    said: dict[str, Any] = {
        name: vector[name] if name == "n" else bytes.fromhex(vector[name]) for name in Place._fields
    }
    return Place(**said)


def parts_in(vector: Vector) -> tuple[bytes, bytes, bytes]:
    """Return the header, signature and body of a segment's vector."""
    return bytes.fromhex(vector["header"]), bytes.fromhex(vector["signature"]), bytes.fromhex(vector["body"])


class EpochGiven(NamedTuple):
    """An epoch's vector: its body as bytes, its place, and all that its readers should find."""

    body: bytes
    space_id: bytes
    number: int
    prev: bytes
    wraps: list[tuple[bytes, bytes, bytes]]
    key: bytes
    key_before: bytes
    commit_before: bytes
    is_share: bool = False

    @property
    def has_history(self) -> bool:
        """Whether a reader finds the key of the epoch before in it."""
        return bool(self.number) and not self.is_share

    @property
    def readers(self) -> list[bytes]:
        """The devices that are wrapped for, each once, sorted."""
        return sorted({device for device, _, _ in self.wraps})


def epoch_in(vector: Vector) -> EpochGiven:
    """Put an epoch's vector together."""
    names = ("space_id", "prev_stmt_hash", "readers_hash", "epoch_key", "commit", "epoch_id", "history")
    space_id, prev, readers_hash, key, commit, epoch_id, history = (bytes.fromhex(vector[name]) for name in names)
    wraps = [
        (bytes.fromhex(wrap["device_id"]), bytes.fromhex(wrap["kem_seed"]), bytes.fromhex(wrap["sealed"]))
        for wrap in vector["wraps"]
    ]
    number = vector["number"]
    fields = [number, epoch_id, commit, readers_hash, [[device, sealed] for device, _, sealed in wraps], history]
    before, commit_before = bytes.fromhex(vector["epoch_key_before"]), bytes.fromhex(vector["commit_before"])
    is_share = vector.get("is_share", False)
    return EpochGiven(encoded(fields), space_id, number, prev, wraps, key, before, commit_before, is_share)


def chain_in(vector: Vector, field: str = "statements") -> Chain:
    """Return the statements of a chain's own, without those of the chain that it follows."""
    return [(bytes.fromhex(raw), bytes.fromhex(signature)) for raw, signature in vector[field]]


def chains(name: str) -> Iterator[tuple[Vector, Chain]]:
    """Return every chain's vector of a file (statements or shares) with the whole chain up to its end."""
    whole: dict[str, Chain] = {"": []}
    for vector in vectors(name):
        if "statements" in vector:
            whole[vector["name"]] = whole[vector["after"]] + chain_in(vector)
            yield vector, whole[vector["name"]]


def forks(name: str) -> Iterator[tuple[Vector, Chain, Chain]]:
    """Return every fork's vector of a file, the chain that it follows, and its branches."""
    whole = {vector["name"]: chain for vector, chain in chains(name)}
    for vector in vectors(name):
        if "branches" in vector:
            yield vector, whole[vector["after"]], chain_in(vector, "branches")
