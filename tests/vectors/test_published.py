"""The published vectors: what they must be for ever, and that the product and the second verifier both keep to them."""

import ast
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from tests.support import second_bytes, second_log, second_verifier
from tests.support.crafted_chains import Chain, keys_of
from tests.support.crafted_segments import batch, crafted, deflating, event, place_of
from tests.support.published import FOLDER, chains, epoch_in, forks, parts_in, place_in, vectors
from tests.support.second_log import goes_on_with, judge
from tests.support.verdicts import (
    holds_for_product,
    holds_for_second,
    judged_by_product,
    opened_by_product,
    opened_by_second,
)
from tests.vectors.generate import main, segments, shares, written
from tests.vectors.made_plaintexts import BODY_ROOM
from whyward.protocol.forks import outweighs
from whyward.protocol.statements import SignedStatement

SHA256 = {
    "segments": "cb8dc4490778e2bb13e2bdb81114475df0d0ad61212f3f55403bda155f21135a",
    "epochs": "718e0925be7505215790613252bdc4d04d328899204ac9075bc6ad33257e43bf",
    "statements": "9208ba1a0d3c482113eba71cb52443f41af2d48cef0e9315461ce14f72e610ef",
    "shares": "8ae218fc4bdd4612f5241fc0737f537deec1f084742fb82b173d31a65c5c0820",
}
"""A published vector is a promise to other implementations: another digest here is another protocol version."""

OWN = {"tests.support.second_bytes", "tests.support.second_verifier"}
STANDARD = {"collections", "hashlib", "hmac", "itertools", "struct", "typing", "zlib"}
LINES_MAX = 500


@pytest.mark.parametrize("name", SHA256)
def test_a_published_file_never_changes(name: str) -> None:
    """Not by a stray run of the generator, and not by an editor."""
    assert hashlib.sha256((FOLDER / f"{name}.json").read_bytes()).hexdigest() == SHA256[name]


def test_the_generator_writes_over_nothing_without_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A reason of a word is none."""
    for name in SHA256:
        (tmp_path / f"{name}.json").write_text("[]")

    outcomes = [main(["--into", str(tmp_path), *more]) for more in ([], ["--again", ""], ["--again", "because"])]

    assert outcomes == [1, 1, 1]
    assert {path.read_text() for path in tmp_path.iterdir()} == {"[]"}
    assert "published already" in capsys.readouterr().err


def test_the_generator_still_makes_the_segments_that_are_published() -> None:
    """They hang on nothing but names; the other files hold wraps, and HPKE rolls its own dice."""
    assert written(segments()) == (FOLDER / "segments.json").read_text(encoding="ascii")


def test_the_generator_still_makes_the_chains_of_shares_that_are_published() -> None:
    """Their wraps are noise; only those of the epochs behind them are real."""
    made = written(vector for vector in shares() if "is_share" not in vector)
    published = written(vector for vector in vectors("shares") if "is_share" not in vector)

    assert made == published


def test_the_second_verifier_shares_no_code_with_the_product() -> None:
    """It sees the reference page and the primitives, and nothing else; and it is small enough to be read."""
    lines = 0
    for module in (second_bytes, second_log, second_verifier):
        text = Path(module.__file__ or "").read_text(encoding="utf-8")
        lines += len(text.splitlines())
        for node in ast.walk(ast.parse(text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or "."] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name in OWN or name.split(".")[0] in STANDARD | {"cryptography"}, f"{module.__name__}: {name}"
    assert lines < LINES_MAX


def test_there_are_as_many_vectors_as_were_promised() -> None:
    """Fifty good segments, five hundred bad ones, twenty epochs, a hundred chains; every name once."""
    sealed, epochs, statements, shared = (vectors(name) for name in SHA256)
    good = Counter(vector["valid"] for vector in sealed)

    assert good[True] >= 50
    assert good[False] >= 500
    assert sum(vector["valid"] for vector in epochs) >= 20
    assert sum("statements" in vector for vector in statements) >= 100
    assert sum("statements" in vector for vector in shared) >= 100
    for listed in (sealed, epochs, statements, shared):
        assert len({vector["name"] for vector in listed}) == len(listed)
    assert sum((FOLDER / f"{name}.json").stat().st_size for name in SHA256) < 7_200_000


def test_both_open_the_segments_that_are_good_and_no_others() -> None:
    """A good one gives the same raw bytes to both."""
    for vector in vectors("segments"):
        place, parts = place_in(vector), parts_in(vector)
        raw = bytes.fromhex(vector["raw"]) if vector["valid"] else None

        assert opened_by_second(place, *parts) == raw, vector["name"]
        assert opened_by_product(place, *parts) == raw, vector["name"]


@pytest.mark.parametrize(
    ("raw", "fits"),
    [
        (batch(event(body=bytes(BODY_ROOM))), True),
        (batch(event(body=bytes(BODY_ROOM + 1))), False),
        (batch(*[event(body=bytes(BODY_ROOM))] * 3, event(body=bytes(BODY_ROOM - 2))), True),
        (batch(*[event(body=bytes(BODY_ROOM))] * 3, event(body=bytes(BODY_ROOM - 1))), False),
    ],
    ids=["an event of 256 KiB", "a byte more", "a raw array of 1 MiB", "a byte more than that"],
)
@pytest.mark.parametrize("level", [0, 6])
def test_both_keep_the_bounds_that_are_too_large_to_publish(raw: bytes, level: int, *, fits: bool) -> None:
    """Deflated well or not at all: the bounds are of what is inside."""
    sealed = crafted("anna", deflating(raw, level).packed())

    assert (opened_by_second(place_of("anna"), *sealed) == raw) is fits
    assert (opened_by_product(place_of("anna"), *sealed) == raw) is fits


def test_both_keep_the_bound_of_a_statement() -> None:
    """An erasure of very many bodies, just below 512 KiB and just past it."""
    chain, device = Chain("long", is_hollow=True), keys_of("anna").device_id
    outcomes: list[tuple[bool, bool, bool]] = []
    for count in (13_000, 13_101, 13_102, 13_103, 13_104, 13_105, 13_200):
        said = chain.say("erased", [[device, 1 << 16 | n] for n in range(count)], "anna")
        both = judge([*chain.signed, said])["valid"] == 2, judged_by_product([*chain.signed, said])["valid"] == 2
        outcomes.append((len(said[0]) <= 512 << 10, *both))

    assert set(outcomes) == {(True, True, True), (False, False, False)}


def test_both_take_the_epochs_that_are_good_and_no_others() -> None:
    """Public parts, every wrap, and what history hands on."""
    for vector in (*vectors("epochs"), *(vector for vector in vectors("shares") if "wraps" in vector)):
        given = epoch_in(vector)

        assert holds_for_second(given) is vector["valid"], vector["name"]
        assert holds_for_product(given) is vector["valid"], vector["name"]


@pytest.mark.parametrize("name", ["statements", "shares"])
def test_both_follow_every_chain_just_as_far_and_see_the_same_space(name: str) -> None:
    """Head, epochs, devices and their standing, cuts, erasures, and whether it is closed."""
    for vector, chain in chains(name):
        second, product = judge(chain), judged_by_product(chain)

        assert second == product, vector["name"]
        assert vector["verdict"].items() <= second.items(), vector["name"]


@pytest.mark.parametrize("name", ["statements", "shares"])
def test_both_go_on_with_the_same_branch_of_a_fork(name: str) -> None:
    """Either branch holds by itself; the order in which they are seen decides nothing."""
    for vector, before, branches in forks(name):
        one, other = branches
        winner = (one, other)[int(vector["goes_on_with"])]

        assert [judge([*before, branch])["valid"] for branch in branches] == [len(before) + 1] * 2, vector["name"]
        assert goes_on_with(one[0], other[0]) == goes_on_with(other[0], one[0]) == winner[0], vector["name"]
        outweighing = outweighs(SignedStatement(*one), SignedStatement(*other))
        assert outweighing is (winner == one), vector["name"]
        assert outweighs(SignedStatement(*other), SignedStatement(*one)) is not outweighing, vector["name"]
