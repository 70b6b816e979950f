"""A shared goal as lines for a terminal; what stands in them is the reading that every face has.

No line of the other side's begins where lines of ours begin.
"""

from whyward.sheet.page import SheetGoal


def goal_lines(goal: SheetGoal) -> list[str]:
    """Return a goal as lines for a terminal."""
    lines = [indented(goal.statement)]
    lines += [f"  {name:<10}{indented(text)}" for name, text in goal.facts]
    for one in goal.lists:
        lines.append(f"  {one.heading}")
        lines += [f"    {indented(line)}" for line in one.lines]
    return lines


def indented(text: str) -> str:
    """Return a text none of whose lines begins where lines of ours begin."""
    return text.replace("\n", "\n            ")
