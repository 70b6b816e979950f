"""The product and the second verifier on a hundred thousand mutations: both take it and see the same, or both refuse.

Every mutation hangs on the number of its shard and its own; a failure names both.
"""

import random
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import pytest

from tests.support.crafted_chains import Signed, name_of, signed_as
from tests.support.crafted_segments import (
    Plain,
    Sealed,
    batch,
    core_of,
    crafted,
    deflating,
    dice,
    event,
    place_of,
    sealed_at,
    signed_by,
)
from tests.support.mutations import changed, damaged, rewritten, spelt
from tests.support.second_bytes import Refused, read, spread
from tests.support.second_log import Log
from tests.support.second_verifier import Place
from tests.support.verdicts import (
    followed_by_product,
    followed_by_second,
    opened_by_product,
    opened_by_second,
    verdict_of,
)
from tests.support.walks import Walk
from whyward.protocol.canonical import Shape, encoded
from whyward.protocol.errors import TheirFault
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import Segment

SHARD = 5_000
"""Twenty shards of these are the hundred thousand; two of them are in `test_differential_epochs`."""

_SEGMENT = Shape(Segment, name="segment", bytes_max=1 << 21)

HERE = place_of("anna", 2)
RAWS = (batch(), batch(event()), batch(event(), event(tz=-90), heads=[[dice("head"), 300, dice("hash")]]))
GOOD = tuple(crafted("anna", plain.packed(), 2) for raw in RAWS for plain in (Plain(raw), deflating(raw)))


class Given(NamedTuple):
    """A segment and the place where it is given."""

    place: Place
    sealed: Sealed


def bytes_on_the_wire(rng: random.Random) -> Given | None:
    """Damage a whole segment; both must read the same three parts from it, or neither."""
    one, other = (encoded(list(sealed)) for sealed in rng.sample(GOOD, 2))
    raw = damaged(rng, one, other) if rng.random() < 0.5 else rewritten(rng, one)
    try:
        second: list[bytes] | None = spread(read(raw), "bytes b64 bytes")
    except Refused:
        second = None
    try:
        segment = _SEGMENT.decode(raw)
        product: list[bytes] | None = [segment.header, segment.signature, segment.body]
    except TheirFault:
        product = None
    assert second == product
    return Given(HERE, Sealed(*second)) if second else None


def header_signed_anew(rng: random.Random) -> Given:
    """Change a header as its author could."""
    one, other = rng.sample(GOOD, 2)
    header = damaged(rng, one.header, other.header) if rng.random() < 0.5 else rewritten(rng, one.header)
    return Given(HERE, signed_by("anna", header, one.body))


def core_sealed_anew(rng: random.Random) -> Given:
    """Change a core, and seal and sign under it."""
    plain = Plain(rng.choice(RAWS)).packed()
    core = core_of(HERE, len(plain), control_index=rng.choice((0, 3, 200, 9_999, 10_000)), salt=rng.randbytes(32))
    raw = spelt(rng, changed(rng, core)) if rng.random() < 0.8 else damaged(rng, encoded(core), encoded(core)[::-1])
    return Given(HERE, signed_by("anna", *sealed_at(HERE, raw, plain)))


def plaintext_sealed_anew(rng: random.Random) -> Given:
    """Damage a plaintext, or lie in its figures, and seal it."""
    raw = rng.choice(RAWS)
    plain = Plain(raw) if rng.random() < 0.5 else deflating(raw, rng.randrange(10))
    if rng.random() < 0.5:
        field = rng.choice(("deflated", "raw_len", "stored_len", "format", "padded"))
        near = (0, 1, 2, 511, 512, 513, 544, len(plain.stored), len(raw), len(raw) + 1, (1 << 20) + 1, (1 << 32) - 1)
        value = rng.choice(near)
        changes: dict[str, Any] = {field: value & 0xFF if field in {"deflated", "format"} else value}
        packed = plain._replace(**changes).packed() if field != "padded" or value < 1 << 12 else plain.packed()
    else:
        packed = damaged(rng, plain.packed(), rng.randbytes(600))
    return Given(HERE, crafted("anna", packed, 2))


def batch_sealed_anew(rng: random.Random) -> Given:
    """Change a batch and seal it in a true plaintext."""
    raw = rng.choice(RAWS)
    raw = rewritten(rng, raw) if rng.random() < 0.7 else damaged(rng, raw, rng.choice(RAWS))
    return Given(HERE, crafted("anna", (Plain(raw) if rng.random() < 0.5 else deflating(raw)).packed(), 2))


def somewhere_else(rng: random.Random) -> Given:
    """Give a good segment at another place, or with parts of another one."""
    one, other = rng.sample(GOOD, 2)
    fields: dict[str, Any] = HERE._asdict()
    for name in rng.sample(list(fields), rng.randrange(3)):
        fields[name] = HERE.n + rng.randrange(-1, 2) if name == "n" else damaged(rng, fields[name], dice("x"))[:32]
    parts = [
        rng.choice((mine, theirs)) if rng.random() < 0.3 else mine for mine, theirs in zip(one, other, strict=True)
    ]
    return Given(Place(**fields), Sealed(*parts))


SEGMENTS: tuple[Callable[[random.Random], Given | None], ...] = (
    bytes_on_the_wire,
    header_signed_anew,
    core_sealed_anew,
    plaintext_sealed_anew,
    batch_sealed_anew,
    somewhere_else,
)


@pytest.mark.parametrize("shard", range(10))
def test_both_open_the_same_mutated_segments(shard: int) -> None:
    """Damaged on the way, or made wrong by the author, who seals and signs anew; some are as good as before."""
    taken = 0
    for number in range(SHARD):
        given = SEGMENTS[number % len(SEGMENTS)](random.Random(f"segments {shard} {number}"))
        if given is not None:
            second, product = (
                opened_by_second(given.place, *given.sealed),
                opened_by_product(given.place, *given.sealed),
            )

            assert second == product, f"shard {shard}, number {number}"
            taken += second is not None
    assert SHARD * 0.02 < taken < SHARD * 0.5, "all refused, or hardly any: the mutations do not try what they should"


class Before(NamedTuple):
    """Both logs as they are before one statement of a chain, and that statement."""

    second: Log | None
    product: ControlLog | None
    signed: Signed
    author: str


@cache
def lives() -> tuple[Before, ...]:
    """A few chains with every type of statement, opened up before each of their statements."""
    found: list[Before] = []
    for seed in range(12):
        walk = Walk(f"life {seed}")
        first: Before = Before(None, None, walk.chain.signed[0], "walker 0")
        found.append(first)
        product = followed_by_product(None, *first.signed)
        for _ in range(60):
            signed, log = walk.step(), walk.chain.log
            longer = followed_by_second(log, *signed)
            if longer:
                author = name_of(spread(read(signed[0]), "u8 u8 b32 u32 b32 b32 text bytes")[5])
                found.append(Before(log, product, signed, author))
                product = followed_by_product(product, *signed)
                walk.went(longer, signed)
    return tuple(found)


def statement_from(rng: random.Random, before: Before, other: Before) -> Signed:
    """Damage a statement or its body, mostly under a new signature."""
    raw, signature = before.signed
    author = before.author if rng.random() < 0.9 else other.author
    match rng.randrange(6):
        case 0:
            return damaged(rng, raw, other.signed[0]), signature
        case 1:
            return raw, damaged(rng, signature, other.signed[1])
        case 2:
            return signed_as(damaged(rng, raw, other.signed[0]), author)
        case 3:
            return signed_as(rewritten(rng, raw), author)
        case 4:
            fields = spread(read(raw), "u8 u8 b32 u32 b32 b32 text bytes")
            body = rewritten(rng, fields[7]) if rng.random() < 0.7 else damaged(rng, fields[7], other.signed[0])
            return signed_as(encoded([*fields[:7], body]), author)
        case _:
            fields = spread(read(raw), "u8 u8 b32 u32 b32 b32 text bytes")
            theirs = spread(read(other.signed[0]), "u8 u8 b32 u32 b32 b32 text bytes")
            return signed_as(encoded([*fields[:6], *theirs[6:]]), author)


@pytest.mark.parametrize("shard", range(4))
def test_both_follow_the_same_mutated_statements(shard: int) -> None:
    """Each is tried where the statement it was made from stood."""
    rng, taken = random.Random(f"statements {shard}"), 0
    for number in range(SHARD):
        before, other = rng.choice(lives()), rng.choice(lives())
        signed = statement_from(rng, before, other)
        second = followed_by_second(before.second, *signed)
        product = followed_by_product(before.product, *signed)

        assert (second and second.verdict()) == (product and verdict_of(product)), f"shard {shard}, number {number}"
        taken += second is not None
    assert SHARD * 0.005 < taken < SHARD * 0.5, "all refused, or hardly any: the mutations do not try what they should"


@pytest.mark.parametrize("shard", range(4))
def test_both_see_the_same_space_wherever_a_control_log_wanders(shard: int) -> None:
    """Everybody says everything, rightly or wrongly; after each statement that holds, both see the same devices."""
    taken = said = 0
    for walk_number in range(SHARD // 50):
        walk = Walk(f"walk {shard} {walk_number}")
        product = followed_by_product(None, *walk.chain.signed[0])
        for step in range(50):
            signed = walk.step()
            second, followed = followed_by_second(walk.chain.log, *signed), followed_by_product(product, *signed)
            where = f"shard {shard}, walk {walk_number}, step {step}"

            assert (second and second.verdict()) == (followed and verdict_of(followed)), where
            said += 1
            if second:
                walk.went(second, signed)
                product, taken = followed, taken + 1
    assert said == SHARD
    assert SHARD * 0.1 < taken < SHARD * 0.7, "all refused, or hardly any: the walks do not try what they should"
