"""A sheet as one file of HTML: no script, no picture, no link, and nothing that is fetched from anywhere.

Every text is escaped by the template; the page's own policy forbids whatever is not its one style. What reorders or
steers text is shown as a sign, as on a terminal.
"""

from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from whyward.sheet.letters import printable
from whyward.sheet.page import Sheet, SheetGoal, SheetList


def html_sheet(sheet: Sheet) -> bytes:
    """Return the page as a whole document in UTF-8."""
    folder = files("whyward.sheet")
    style = folder.joinpath("sheet.css").read_text(encoding="utf-8")
    template = folder.joinpath("sheet.html.jinja").read_text(encoding="utf-8")
    # No loader: a template that includes others could be led to files that are none of its business.
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return environment.from_string(template).render(sheet=_plain(sheet), style=style, style_hash=digest).encode()


def _plain(sheet: Sheet) -> Sheet:
    return replace(
        sheet,
        title=printable(sheet.title),
        lead=tuple(map(printable, sheet.lead)),
        banner=printable(sheet.banner),
        goals=tuple(_plain_goal(goal) for goal in sheet.goals),
        notes=tuple(_plain_list(note) for note in sheet.notes),
        foot=tuple(map(printable, sheet.foot)),
    )


def _plain_goal(goal: SheetGoal) -> SheetGoal:
    facts = tuple((printable(name), printable(text)) for name, text in goal.facts)
    return SheetGoal(printable(goal.statement), facts, tuple(map(_plain_list, goal.lists)))


def _plain_list(one: SheetList) -> SheetList:
    return SheetList(printable(one.heading), tuple(map(printable, one.lines)))
