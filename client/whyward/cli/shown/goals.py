"""Goals: a list, one in full, and its story.

Steps are counted and only ever grow; nothing says what is still to do.
"""

from typing import Final

from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import short
from whyward.cli.shown.striving import striving_lines
from whyward.cli.tables import print_table
from whyward.journal.names import find_domain, find_goal, find_value
from whyward.journal.pages import Pages
from whyward.journal.projections.goal_page import GoalPage, goal_page
from whyward.journal.projections.goals import Goal, goals
from whyward.journal.projections.story import StoryLine, goal_story

NO_GOALS: Final = "No goals here. One small thing is plenty: whyward goal add TEXT"
_STATUS: Final = {"active": "", "paused": "resting", "completed": "done", "let-go": "let go"}


def show_goals(face: Face, *, every: bool, domain: str | None, value: str | None) -> None:
    """Show goals as they were set; with `every`, those done and let go too."""

    def read(pages: Pages) -> list[Goal]:
        value_id = None if value is None else find_value(pages, value).value_id
        domain_id = None if domain is None else find_domain(pages, domain)
        return goals(pages, every=every, value_id=value_id, domain_id=domain_id)

    print_goals(face, with_pages(face, read))


def print_goals(face: Face, found: list[Goal]) -> None:
    """Print goals as a table."""
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show(NO_GOALS)
        return
    rows = [
        [short(goal.id), goal.statement, _serves(goal), _steps(goal), _STATUS.get(goal.status, goal.status)]
        for goal in found
    ]
    print_table(("id", "goal", "serves", "so far", ""), rows)


def show_goal(face: Face, called: str) -> None:
    """Show one goal in full."""

    def read(pages: Pages) -> GoalPage:
        goal = goal_page(pages, find_goal(pages, called).goal_id, today_of(pages))
        assert goal is not None, "it was found just now"
        return goal

    goal = with_pages(face, read)
    face.answer(goal, "\n".join([_in_full(goal), *striving_lines(goal)]))


def show_story(face: Face, called: str) -> None:
    """Tell a goal's story."""

    def read(pages: Pages) -> list[StoryLine]:
        return goal_story(pages, find_goal(pages, called).goal_id, today_of(pages))

    story = with_pages(face, read)
    face.answer(story, "\n".join(line for one in story for line in _told(one)))


def _told(one: StoryLine) -> list[str]:
    changes = [
        f"  {change.field}: {change.before or 'nothing'} → {change.after or 'nothing'}" for change in one.changes
    ]
    note = [f"  {one.note}"] if one.note else []
    return [f"{one.text}{' (taken back)' if one.taken_back else ''}", *note, *changes]


def _in_full(goal: Goal) -> str:
    parts = [f"{goal.statement} ({short(goal.id)})"]
    if goal.why:
        parts.append(f"  {goal.why}")
    parts.append("")
    facts = {
        "Serves": _serves(goal),
        "In": ", ".join(goal.domains),
        "Tiny version": goal.tiny_version,
        "Target": _target(goal),
        "From": goal.starts_on.isoformat() if goal.starts_on else "",
        "Until": goal.ends_on.isoformat() if goal.ends_on else "",
        "Now": _STATUS.get(goal.status) or "open",
        "So far": _steps(goal) or "nothing written down yet",
        "Meaning": goal.meaning,
        "Learned": goal.learned,
    }
    return "\n".join([*parts, *(f"{name:<14}{text}" for name, text in facts.items() if text)])


def _serves(goal: Goal) -> str:
    return ", ".join(value.name for value in goal.values)


def _steps(goal: Goal) -> str:
    return "" if not goal.steps else "1 step" if goal.steps == 1 else f"{goal.steps} steps"


def _target(goal: Goal) -> str:
    if goal.target is None:
        return ""
    unit = f" {goal.unit}" if goal.unit else ""
    per = "" if goal.per is None else " in all" if goal.per == "whole" else f" a {goal.per}"
    return f"{goal.target:g}{unit}{per}"
