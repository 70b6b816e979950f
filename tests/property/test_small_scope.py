"""Whole small worlds of control operations: in every state that can be reached, what was promised holds.

Three devices, a recovery kit and a relay; up to six wishes out of admit, remove, renew, a new epoch, a new kit, an end.
The checks themselves stand in `small_scope_search`.
"""

from itertools import combinations, permutations

import pytest

from tests.support.small_scope import SLOTS, Refusal, Said, SmallWorld, Wish, check_log
from tests.support.small_scope_search import Search
from whyward.protocol.forks import outweighs


@pytest.mark.parametrize(
    ("admitted", "wishes", "at_once", "states_min"),
    # The last figure is there so that nobody enumerates half a world without noticing.
    [(2, 3, False, 7_000), (3, 3, False, 13_000), (2, 6, True, 140_000), (3, 6, True, 200_000)],
)
def test_in_every_reachable_state_of_a_small_world_the_control_log_keeps_its_promises(
    admitted: int, wishes: int, *, at_once: bool, states_min: int
) -> None:
    """One line that all agree on, somebody in charge, nobody locked out, no key for the removed, no wish lost."""
    counted = Search(admitted=admitted, wishes=wishes, at_once=at_once).run()

    print(counted)  # noqa: T201  # the figure of the run, shown with -s
    assert counted.states >= states_min
    assert {"kept", "signed anew", "refused: removed", "refused: not-allowed", "refused: closed"} <= set(counted.fates)


def branches(world: SmallWorld, depth: int) -> list[tuple[bytes, ...]]:
    """Every log that the devices could write from the start on, each alone with a relay that shows it to nobody."""
    grown, last = [world.start], [world.start]
    for _ in range(depth):
        last = [
            (*chain, said.after.head)
            for chain in last
            for slot in SLOTS
            if (keys := world.newest(chain[-1], slot)) is not None
            for wish in world.wishes(chain[-1], slot)
            if isinstance(said := world.said(chain[-1], keys, wish), Said)
        ]
        grown += last
    return grown


def chosen(world: SmallWorld, held: tuple[bytes, ...], heard: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """What a device goes on with that holds one log and hears of another."""
    for own, other in zip(held, heard, strict=False):
        if own != other:
            return held if outweighs(world.signed[own], world.signed[other]) else heard
    return max(held, heard, key=len)


def test_whoever_hears_of_forked_logs_in_whatever_order_goes_on_with_the_same_one() -> None:
    """All triples of logs of a relay that shows every device another world; six orders each."""
    world = SmallWorld(admitted=2)
    logs = branches(world, depth=2)
    winner = {
        (one, other): logs.index(chosen(world, logs[one], logs[other]))
        for one, other in permutations(range(len(logs)), 2)
    } | {(one, one): one for one in range(len(logs))}
    heard = 0
    for triple in combinations(range(len(logs)), 3):
        assert len({winner[winner[first, second], third] for first, second, third in permutations(triple)}) == 1
        heard += 6

    print(f"{len(logs)} logs, {heard} orders of hearing of three")  # noqa: T201  # as above
    assert heard > 2_000_000


def test_what_was_said_on_the_branch_that_lost_is_said_anew_or_refused_with_a_reason() -> None:
    """Case 73: nobody whom either branch removed is left in without a word; and the end is a sound log."""
    world = SmallWorld(admitted=3)
    logs = [log for log in branches(world, depth=1) if len(log) > len(world.start)]
    anew = refused = 0
    for one, other in permutations(logs, 2):
        if chosen(world, one, other) != one:
            continue
        (wish, by), (won, _) = spoken(world, other), spoken(world, one)
        said = world.said(one[-1], by, wish)
        if isinstance(said, Refusal):
            refused += 1
            assert won != wish or said.code, "what already holds is refused with a code"
        else:
            anew += 1
            check_log(world, (*one, said.after.head))

    assert anew > 100
    assert refused > 20


def spoken(world: SmallWorld, log: tuple[bytes, ...]) -> tuple[Wish, str]:
    """Return which wish the last statement of a log was, and by whose keys."""
    for slot in SLOTS:
        keys = world.newest(log[-2], slot)
        assert keys is not None
        for wish in world.wishes(log[-2], slot):
            said = world.said(log[-2], keys, wish)
            if isinstance(said, Said) and said.after.head == log[-1]:
                return wish, keys
    raise AssertionError("the log was made here")
