"""What somebody shows this person, for a session, in a terminal: goals, what is new, what was written, what to type.

It says when something was last shared and never when anybody was active; it compares nobody with anybody.
"""

from typing import Final

from whyward.cli.harmless import one_line
from whyward.cli.shown.ids import short
from whyward.cli.shown.shared import goal_lines, indented
from whyward.cli.shown.shares import quoted
from whyward.journal.days import day_in_words
from whyward.journal.projections.correspondence import DeletionRequest
from whyward.journal.projections.guesting import Client, ClientPage, ClientState
from whyward.journal.projections.shared_goal import ClientGoal
from whyward.sheet.session import NOTHING_NEW, STATES, lead, news_heading, news_of, written_lists
from whyward.sheet.shared_goal import BANNER, sheet_goal

NO_CLIENTS: Final = "Nobody shows you anything here. With a link that somebody sent you: whyward share accept"


def client_row(client: Client) -> tuple[str, ...]:
    """Return a line of the list."""
    last = "" if client.last_shared is None else client.last_shared.isoformat()
    new = "" if not client.new else "1 goal" if client.new == 1 else f"{client.new} goals"
    return short(client.space_id), client.name, last, new, STATES[client.state]


def page_lines(page: ClientPage) -> str:
    """Return all that somebody shows, for people; what nobody watches is said first."""
    blocks = [[BANNER], lead(page)]
    blocks += [_goal_block(page, goal) for goal in page.goals]
    blocks += [[note.heading, *(f"  {indented(line)}" for line in note.lines)] for note in written_lists(page)]
    blocks += [[_how_to_answer(page, one)] for one in page.written.requests if one.answer is None]
    blocks.append([keeping_text(page.client)])
    return "\n\n".join("\n".join(block) for block in blocks)


def keeping_text(client: Client) -> str:
    """Return what becomes of the copies."""
    keeping = client.keeping
    if client.state is ClientState.DELETED:
        return "Your copies are deleted."
    if keeping.by_law:
        until = "" if keeping.until is None else f" until {day_in_words(keeping.until)}"
        return f"Your copies stay{until}, because the law has you keep them."
    if client.delete_on is not None:
        return f"Your copies are deleted on {day_in_words(client.delete_on)}."
    days = "as soon as it ends" if not keeping.days else f"{keeping.days} days after it ends"
    return f"Your copies are deleted {days}. To change that: whyward practice keep"


def _goal_block(page: ClientPage, goal: ClientGoal) -> list[str]:
    first, *rest = goal_lines(sheet_goal(goal.goal))
    told = [f"  {news_heading(page)}", *(f"    {indented(line)}" for line in news_of(page, goal) or [NOTHING_NEW])]
    return [f"{first} ({short(goal.item)})", *rest, *told]


def _how_to_answer(page: ClientPage, one: DeletionRequest) -> str:
    name = quoted(one_line(page.client.name))
    return (
        f"To answer what they ask: whyward practice answer {name} {short(one.id)} deleted, or kept-by-law, or pending"
    )
