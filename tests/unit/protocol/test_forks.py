"""Two control logs that part: everybody goes on with the same one, whoever asks and in whatever order."""

from functools import reduce
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.control_cast import Cast, new_cast
from tests.support.control_writing import Writing, epoch_body
from tests.support.world import CRYPTO
from whyward.protocol.bodies import Cut, DeviceRemoved, SpaceClosed
from whyward.protocol.canonical import encoded
from whyward.protocol.forks import outweighs
from whyward.protocol.ids import ZERO32
from whyward.protocol.limits import SUITE, VERSION
from whyward.protocol.statements import SignedStatement, Statement, StatementType, statement_hash

in_ci = settings(max_examples=200, derandomize=True, deadline=None)


def removing(count: int, salt: int) -> SignedStatement:
    """Return a statement that removes that many devices; none is an end of the space."""
    names = [bytes([number + 1]) * 32 for number in range(count)]
    removal = DeviceRemoved(names, [Cut(name, 0, ZERO32) for name in names], b"")
    body = encoded(removal) if count else encoded(SpaceClosed(1))
    type_ = StatementType.DEVICE_REMOVED if count else StatementType.SPACE_CLOSED
    statement = Statement(VERSION, SUITE, bytes(32), 1, salt.to_bytes(32, "big"), bytes(32), type_, body)
    return SignedStatement(encoded(statement), bytes(64))


branches = st.builds(removing, st.integers(0, 3), st.integers(0, 9))


@in_ci
@given(branches, branches, branches)
def test_of_any_branches_one_outweighs_the_others(
    one: SignedStatement, other: SignedStatement, third: SignedStatement
) -> None:
    """A strict order: nothing outweighs itself, no two each other, and it never goes round in a circle."""
    assert not outweighs(one, one)
    assert outweighs(one, other) + outweighs(other, one) == (one.raw != other.raw)
    if outweighs(one, other) and outweighs(other, third):
        assert outweighs(one, third)


@in_ci
@given(st.lists(branches, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_whoever_hears_of_branches_in_whatever_order_ends_on_the_same(
    heard: list[SignedStatement], shuffled: Random
) -> None:
    """Devices hear of branches one by one, and keep the one that outweighs."""

    def heavier(one: SignedStatement, other: SignedStatement) -> SignedStatement:
        return other if outweighs(other, one) else one

    again = list(heard)
    shuffled.shuffle(again)

    assert reduce(heavier, heard).raw == reduce(heavier, again).raw


def test_the_branch_that_removes_more_devices_wins_whatever_its_hash() -> None:
    """A fork must never be a way to get a removed device back in."""
    for salt in range(20):
        for count in range(3):
            more, fewer = removing(count + 1, salt), removing(count, 99 - salt)
            assert outweighs(more, fewer)
            assert not outweighs(fewer, more)


def test_among_equals_the_smaller_hash_wins() -> None:
    for salt in range(20):
        one, other = removing(2, salt), removing(2, salt + 1)
        smaller = min(one, other, key=lambda signed: statement_hash(signed.raw))
        assert outweighs(smaller, other if smaller is one else one)


def test_a_signature_has_no_weight() -> None:
    """Two signatures over one statement are one branch."""
    one = removing(1, 0)

    assert not outweighs(one, SignedStatement(one.raw, b"\1" * 64))


def test_a_rotation_never_outweighs_a_removal() -> None:
    """Real statements, of one log: the removal wins on every device, also where it was heard second."""
    cast: Cast = new_cast()
    writing: Writing = cast.writing
    removal = writing.removal([cast.other_owner.device_id])
    before = writing.control
    writing.remove(cast.owner, [cast.other_owner])
    removed = writing.signed[-1]
    writing.control = before
    for number in range(10):
        body = epoch_body(before, before.members, name=bytes([number]))
        writing.say(cast.other_owner, writing.statement(cast.other_owner, StatementType.EPOCH, body))
        rotated, writing.control = writing.signed[-1], before
        assert outweighs(removed, rotated)
        assert not outweighs(rotated, removed)
    assert before.follow(removed, CRYPTO.check).former.keys() >= set(removal.device_ids)
