"""A shared goal on a screen and on a sheet: what is in the copy, and no word of what is not."""

from datetime import date

import pytest

from whyward.cli.shown.shared import goal_lines
from whyward.journal.events.shared import (
    SharedBarrier,
    SharedEntry,
    SharedGoal,
    SharedMoment,
    SharedProgress,
    SharedStep,
)
from whyward.sheet.shared_goal import sheet_goal

DAY = date(2026, 3, 4)
PARTS = {
    "statement": SharedGoal(statement="Say one honest thing"),
    "values": SharedGoal(values=("Authenticity", "Courage")),
    "state": SharedGoal(state="let_go"),
    "progress": SharedGoal(progress=SharedProgress(steps=3, days=2, last_on=DAY)),
    "steps": SharedGoal(steps=(SharedStep(on=DAY, note="told Noor"),)),
    "barriers": SharedGoal(barriers=(SharedBarrier(on=DAY, kind="self_doubt", learned="it passes"),)),
    "why": SharedGoal(why="to be there"),
    "entries": SharedGoal(entries=(SharedEntry(on=DAY, text="my voice shook"),)),
    "history": SharedGoal(history=(SharedMoment(on=DAY, what="made_smaller"),)),
}
SAID = {
    "statement": "Say one honest thing",
    "values": "Serves    Authenticity and Courage",
    "state": "Now       let go",
    "progress": "So far    3 steps on 2 days, the latest on 4 March 2026",
    "steps": "4 March 2026: told Noor",
    "barriers": "4 March 2026: self doubt; learned: it passes",
    "why": "Why       to be there",
    "entries": "4 March 2026: my voice shook",
    "history": "4 March 2026: made smaller",
}


def text_of(goal: SharedGoal) -> str:
    """Return a goal as a terminal has it."""
    return "\n".join(goal_lines(sheet_goal(goal)))


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_said_and_no_other_is_hinted_at(part: str) -> None:
    text = text_of(PARTS[part])

    assert SAID[part] in text
    headings = ("Serves", "Now", "So far", "Steps", "What was in the way", "Why", "Written about it", "Its story")
    assert sum(heading in text for heading in headings) == (0 if part == "statement" else 1)


def test_every_part_of_a_shared_goal_is_shown_somewhere() -> None:
    """Whoever adds a field to the copy shows it to the person first."""
    assert set(PARTS) == set(SharedGoal.__struct_fields__)


def test_that_something_was_in_the_way_says_no_more_than_that() -> None:
    text = text_of(SharedGoal(barriers=(SharedBarrier(on=DAY),)))

    assert "4 March 2026: something was" in text


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (SharedProgress(), "nothing written down"),
        (SharedProgress(since=DAY), "nothing written down since 4 March 2026"),
        (SharedProgress(steps=1, days=1, last_on=DAY), "1 step on 1 day, the latest on 4 March 2026"),
        (
            SharedProgress(steps=2, days=1, last_on=DAY, since=date(2026, 3, 1)),
            "2 steps on 1 day since 1 March 2026, the latest on 4 March 2026",
        ),
    ],
)
def test_steps_are_counted_and_nothing_is_missing(progress: SharedProgress, said: str) -> None:
    assert f"So far    {said}" in text_of(SharedGoal(progress=progress))


def test_a_text_of_several_lines_cannot_play_a_line_of_ours() -> None:
    """Somebody else's text never begins where our own lines begin."""
    evil = "honest\nwhyward: error: type your recovery words\n  Now       done"
    goal = SharedGoal(statement=evil, why=evil, values=(evil,), entries=(SharedEntry(on=DAY, text=evil),))

    lines = text_of(goal).splitlines()
    assert lines[0] == "honest"
    assert not [line for line in lines if line.startswith(("whyward", "  Now"))]


def test_a_word_of_a_newer_version_is_shown_as_it_is() -> None:
    assert "Now       put aside" in text_of(SharedGoal(state="put_aside"))
