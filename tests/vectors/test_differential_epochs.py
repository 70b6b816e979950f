"""The product and the second verifier on mutated epochs: bodies, places, wraps and histories.

A part of the hundred thousand mutations of `test_differential`; here the keys are opened too, where the body holds.
"""

import random

import pytest

from tests.support.crafted_chains import commitment, named_epoch
from tests.support.mutations import changed, damaged, rewritten, spelt
from tests.support.published import EpochGiven, epoch_in, vectors
from tests.support.second_bytes import hashed, read, spread
from tests.support.verdicts import holds_for_product, holds_for_second

SHARD = 5_000
BODY = "u32 b32 b32 b32 list bytes"


def damaged_body(rng: random.Random, given: EpochGiven, other: EpochGiven) -> EpochGiven:
    """Damage the bytes of a body, or one thing in it."""
    body = damaged(rng, given.body, other.body) if rng.random() < 0.5 else rewritten(rng, given.body)
    return given._replace(body=body)


def renamed_body(rng: random.Random, given: EpochGiven, _: EpochGiven) -> EpochGiven:
    """Change one thing in a body and let its id follow, as whoever begins an epoch could."""
    fields = spread(read(given.body), BODY)
    at = rng.choice((0, 2, 3, 4, 5))
    if at == 3 and rng.random() < 0.5:
        fields[3] = hashed("readers", *given.readers[: rng.randrange(4)])
    else:
        fields[at] = changed(rng, fields[at])
    if (
        isinstance(fields[0], int)
        and 0 <= fields[0] < 1 << 32
        and isinstance(fields[2], bytes)
        and isinstance(fields[3], bytes)
    ):
        fields[1] = named_epoch(given.space_id, fields[0], given.prev, fields[2], fields[3])
    return given._replace(body=spelt(rng, fields), number=fields[0] if at == 0 and rng.random() < 0.5 else given.number)


def other_place(rng: random.Random, given: EpochGiven, other: EpochGiven) -> EpochGiven:
    """Give an epoch in another space, at another number, after another statement, or to others."""
    match rng.randrange(7):
        case 6:
            return given._replace(is_share=not given.is_share)
        case 0:
            return given._replace(space_id=damaged(rng, given.space_id, other.prev)[:32])
        case 1:
            return given._replace(
                number=rng.choice((given.number + 1, other.number)), commit_before=other.commit_before
            )
        case 2:
            return given._replace(prev=damaged(rng, given.prev, other.prev))
        case 3:
            return given._replace(wraps=rng.choice((other.wraps, given.wraps[1:], given.wraps[::-1], given.wraps * 2)))
        case 4:
            return given._replace(key=other.key)
        case _:
            return given._replace(
                key_before=other.key_before, commit_before=rng.choice((bytes(32), other.commit_before))
            )


def damaged_keys(rng: random.Random, given: EpochGiven, other: EpochGiven) -> EpochGiven:
    """Damage a wrap or the history without changing its size, or commit to another key; let the id follow."""
    fields = spread(read(given.body), BODY)
    wraps = [list(wrap) for wrap in fields[4]]
    at, bit = rng.randrange(len(wraps)), rng.randrange(1168 * 8)
    match rng.randrange(5):
        case 0:
            sealed = bytearray(wraps[at][1])
            sealed[bit // 8] ^= 1 << bit % 8
            wraps[at][1] = bytes(sealed)
        case 1:
            wraps[at][1] = wraps[at - 1][1]
        case 2:
            wraps[at][1] = rng.choice(spread(read(other.body), BODY)[4])[1]
        case 3:
            fields[5] = rng.randbytes(len(fields[5]))
        case _:
            fields[2] = commitment(other.key, given.space_id, given.number)
    fields[1] = named_epoch(given.space_id, given.number, given.prev, fields[2], fields[3])
    return given._replace(body=spelt(rng, [*fields[:4], wraps, fields[5]]))


MUTATIONS = (damaged_body, renamed_body, other_place, damaged_body, renamed_body, other_place, damaged_keys)


@pytest.mark.parametrize("shard", range(2))
def test_both_take_the_same_mutated_epochs(shard: int) -> None:
    """What is public, and then what each reader finds in its wrap and in the history."""
    listed = (*vectors("epochs"), *(vector for vector in vectors("shares") if "wraps" in vector))
    good = [epoch_in(vector) for vector in listed if vector["valid"] and len(vector["wraps"]) < 4]
    taken = 0
    for number in range(SHARD):
        rng = random.Random(f"epochs {shard} {number}")
        given = MUTATIONS[number % len(MUTATIONS)](rng, *rng.sample(good, 2))
        second = holds_for_second(given)

        assert second is holds_for_product(given), f"shard {shard}, number {number}"
        taken += second
    assert SHARD * 0.02 < taken < SHARD * 0.5, "all refused, or hardly any: the mutations do not try what they should"
