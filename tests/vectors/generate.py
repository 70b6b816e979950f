"""Write the published vectors: `python -m tests.vectors.generate`, once in the life of a protocol version.

It refuses to write over a file that is there: whoever changes a vector changes the protocol, and must say why.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.support.crafted_chains import Chain
from tests.support.second_log import goes_on_with, judge
from tests.vectors import made_epochs, made_forms, made_plaintexts, made_segments, made_shares, made_statements
from tests.vectors.made_chains import MadeChain, MadeFork, chains, forks
from tests.vectors.made_chains import made as made_chains

HERE = Path(__file__).parent
REASON_CHARACTERS_MIN = 20

Vector = dict[str, Any]


def segments() -> Iterable[Vector]:
    """Every segment, the good ones first."""
    everything = [*made_segments.made(), *made_plaintexts.made()]
    for made in sorted(everything, key=lambda made: made.raw is None):
        place, sealed = made.place, made.sealed
        outcome: Vector = {"valid": True, "raw": made.raw.hex()} if made.raw is not None else {"valid": False}
        yield {
            "name": made.name,
            "epoch_key": place.epoch_key.hex(),
            "space_id": place.space_id.hex(),
            "device_id": place.device_id.hex(),
            "n": place.n,
            "prev": place.prev.hex(),
            "epoch_id": place.epoch_id.hex(),
            "sign_pk": place.sign_pk.hex(),
            "header": sealed.header.hex(),
            "signature": sealed.signature.hex(),
            "body": sealed.body.hex(),
            **outcome,
            **({} if outcome["valid"] else {"why": made.why}),
        }


def epochs() -> Iterable[Vector]:
    """Every epoch."""
    return map(_epoch, made_epochs.made())


def _epoch(made: made_epochs.MadeEpoch) -> Vector:
    epoch = made.epoch
    return {
        "name": made.name,
        "space_id": epoch.space_id.hex(),
        "number": epoch.number,
        "prev_stmt_hash": epoch.prev.hex(),
        "readers_hash": epoch.readers_hash.hex(),
        "epoch_key": epoch.key.hex(),
        "commit": epoch.commit.hex(),
        "epoch_id": epoch.epoch_id.hex(),
        "wraps": [{name: value.hex() for name, value in wrap._asdict().items()} for wrap in epoch.wraps],
        "history": epoch.history.hex(),
        "epoch_key_before": epoch.before.hex(),
        "commit_before": epoch.commit_before.hex(),
        "valid": not made.why,
        **({"why": made.why} if made.why else {}),
    }


def statements() -> Iterable[Vector]:
    """Every chain of a personal space, those that hold first, and every fork."""
    by_name = chains()
    everything = [*made_chains(by_name), *made_statements.made(by_name), *made_forms.made(by_name)]
    yield from _control_logs(by_name, everything, forks(by_name))


def shares() -> Iterable[Vector]:
    """Every chain of a share, every fork, and epochs without history."""
    by_name = made_shares.chains()
    everything = [*made_chains(by_name, made_shares.STEPS), *made_shares.made(by_name)]
    yield from _control_logs(by_name, everything, made_shares.forks(by_name))
    for made in made_shares.epochs():
        vector = _epoch(made)
        yield {"name": vector.pop("name"), "is_share": True, **vector}


def _control_logs(
    by_name: Mapping[str, Chain], everything: Iterable[MadeChain], forked: Iterable[MadeFork]
) -> Iterable[Vector]:
    for made in everything:
        before = by_name[made.after].signed if made.after else []
        verdict = judge([*before, *made.signed])
        if verdict["valid"] != len(before) + made.holds:
            raise AssertionError(f"{made.name}: {verdict['valid']} statements hold")
        if not made.holds:
            verdict = {name: verdict[name] for name in ("valid", "head") if name in verdict}
        why = {"why": made.why} if made.why else {}
        yield {"name": made.name, "after": made.after, "statements": _hex(made.signed), "verdict": verdict, **why}
    for fork in forked:
        one, other = fork.branches
        winner = [one[0], other[0]].index(goes_on_with(one[0], other[0]))
        yield {"name": fork.name, "after": fork.after, "branches": _hex(fork.branches), "goes_on_with": winner}


def _hex(signed: Iterable[tuple[bytes, bytes]]) -> list[list[str]]:
    return [[raw.hex(), signature.hex()] for raw, signature in signed]


def written(vectors: Iterable[Vector]) -> str:
    """Return vectors as JSON, one a line."""
    listed = list(vectors)
    names = [vector["name"] for vector in listed]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise AssertionError(f"two vectors of one name: {twice}")
    return "[\n" + ",\n".join(json.dumps(vector, separators=(",", ":")) for vector in listed) + "\n]\n"


def main(arguments: list[str]) -> int:
    """Write the four files, or say why not."""
    parser = argparse.ArgumentParser(prog="tests.vectors.generate", description=__doc__)
    parser.add_argument("--again", metavar="REASON", default="", help="write over what is there, and why")
    parser.add_argument("--only", metavar="NAME", action="append", help="one of the files, and no other")
    parser.add_argument("--into", metavar="DIR", type=Path, default=HERE)
    asked = parser.parse_args(arguments)
    makers: dict[str, Any] = {"segments": segments, "epochs": epochs, "statements": statements, "shares": shares}
    makers = {name: make for name, make in makers.items() if not asked.only or name in asked.only}
    there = [name for name in makers if (asked.into / f"{name}.json").exists()]
    if there and len(asked.again.strip()) < REASON_CHARACTERS_MIN:
        sys.stderr.write(f"{', '.join(there)}: published already. To change them, say why: --again REASON\n")
        return 1
    for name, make in makers.items():
        (asked.into / f"{name}.json").write_text(written(make()), encoding="ascii")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
