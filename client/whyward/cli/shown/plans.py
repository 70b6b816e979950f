"""If-then plans as a table.

It counts what was of use, and nothing else.
"""

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table
from whyward.journal.names import find_goal
from whyward.journal.pages import Pages
from whyward.journal.projections.plans import Plan, plans


def show_plans(face: Face, *, every: bool, goal: str | None) -> None:
    """Show the plans in the order in which they were made."""

    def read(pages: Pages) -> list[Plan]:
        goal_id = None if goal is None else find_goal(pages, goal).goal_id
        return plans(pages, every=every, goal_id=goal_id)

    found = with_pages(face, read)
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("No plans here. One is enough: whyward plan add IF THEN")
        return
    rows = [
        [short(one.id), one.if_text, one.then_text, one.goal or "", _uses(one), "put away" if one.retired else ""]
        for one in found
    ]
    print_table(("id", "if", "then", "for", "so far", ""), rows)


def _uses(one: Plan) -> str:
    if not one.used:
        return ""
    used = "used once" if one.used == 1 else f"used {one.used} times"
    return f"{used}, helped {one.helped}" if one.helped else used
