"""What fits into a version: long texts are shortened, the oldest things are left out, and it is said how many."""

from datetime import date, timedelta

import pytest

from whyward.journal.decide.facts import BODY_BYTES_MAX
from whyward.journal.events.reading import encode_body
from whyward.journal.events.shared import ItemShared, SharedBarrier, SharedEntry, SharedGoal, SharedMoment, SharedStep
from whyward.journal.events.shares import Field, ShareDelivered
from whyward.journal.sharing.aliases import encoded_goal
from whyward.journal.sharing.fitting import BYTES_MAX, fitted

DAY = date(2026, 3, 4)


def days(count: int) -> list[date]:
    """Return days, the latest first."""
    return [DAY - timedelta(days=number) for number in range(count)]


def test_what_fits_stays_as_it_is() -> None:
    goal = SharedGoal(statement="Call", why="x" * (32 << 10), steps=(SharedStep(on=DAY, note="a"),))

    assert fitted(goal) == (goal, 0)


def test_the_oldest_things_of_all_lists_are_left_out() -> None:
    goal = SharedGoal(
        statement="Call",
        steps=tuple(SharedStep(on=on, note="s" * 9000) for on in days(20)),
        entries=tuple(SharedEntry(on=on, text="e" * 9000) for on in days(20)),
        history=tuple(SharedMoment(on=on, what="changed") for on in days(20)),
    )
    kept, left_out = fitted(goal)

    assert len(encoded_goal(kept)) <= BYTES_MAX
    assert kept.statement == "Call"
    assert kept.steps == goal.steps[: len(kept.steps)]
    assert kept.entries == goal.entries[: len(kept.entries)]
    assert len(kept.steps) - len(kept.entries) in {0, 1}
    assert left_out == 60 - len(kept.steps) - len(kept.entries) - len(kept.history)
    assert left_out > 0


def test_as_much_is_kept_as_fits() -> None:
    """One more would be too much; many on one day are no reason to leave out the day."""
    entries = tuple(SharedEntry(on=DAY, text=f"{number:02}" + "e" * 29_998) for number in range(9))
    kept, left_out = fitted(SharedGoal(entries=entries))

    assert kept.entries == entries[:6]
    assert left_out == 3
    assert len(encoded_goal(SharedGoal(entries=entries[:7]))) > BYTES_MAX


@pytest.mark.parametrize("letter", ["x", "ä", "語", "🌱"])
def test_a_long_text_is_cut_between_letters_and_says_so(letter: str) -> None:
    text = letter * 100_000
    goal = SharedGoal(
        statement=text,
        why=text,
        values=(text, "Kindness"),
        steps=(SharedStep(on=DAY, note=text),),
        barriers=(SharedBarrier(on=DAY, custom=text, learned=text),),
        entries=(SharedEntry(on=DAY, text=text),),
    )
    kept, left_out = fitted(goal)
    assert kept.statement is not None
    assert kept.barriers[0].custom is not None

    assert len(encoded_goal(kept)) <= BYTES_MAX
    assert kept.statement.strip(letter) == "…"
    assert (32 << 10) - 8 < len(kept.statement.encode()) <= 32 << 10
    assert len(kept.barriers[0].custom.encode()) <= 512
    assert (len(kept.values[0].encode()) <= 512, kept.values[1]) == (True, "Kindness")
    assert left_out == 6


def test_the_largest_goal_fits_into_an_event_and_into_the_line_about_it() -> None:
    long = "x" * 250_000
    goal = SharedGoal(
        statement=long,
        why=long,
        values=(long,) * 100,
        entries=tuple(SharedEntry(on=on, text=long) for on in days(50)),
        barriers=tuple(SharedBarrier(on=on, custom=long, learned=long) for on in days(50)),
        history=tuple(SharedMoment(on=on, what="changed") for on in days(9000)),
    )
    kept, left_out = fitted(goal)
    body = encode_body(ItemShared(item=b"i" * 16, version=b"v" * 16, after=b"a" * 16, goal=kept))
    line = ShareDelivered(
        share_id=b"s" * 16,
        item=b"i" * 16,
        version=b"v" * 16,
        ref="goal:" + "0" * 32,
        as_of=b"e" * 16,
        fields=tuple(Field),
        content=body,
        digest=b"d" * 32,
    )

    assert left_out > 9000
    assert len(kept.values) == 32
    assert len(encode_body(line)) < BODY_BYTES_MAX
