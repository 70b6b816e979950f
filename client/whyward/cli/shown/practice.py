"""What somebody shows this person, for a session: goals, what is new since the last one, what was written.

It says when something was last shared and never when anybody was active; it compares nobody with anybody.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from whyward.cli.harmless import one_line
from whyward.cli.sheet.page import Sheet, SheetList
from whyward.cli.shown.ids import short
from whyward.cli.shown.shared import BANNER, goal_lines, indented, sheet_goal
from whyward.cli.shown.shares import quoted
from whyward.cli.shown.values import words
from whyward.journal.days import day_in_words
from whyward.journal.projections.correspondence import Comment, DeletionRequest, Proposal, Reply
from whyward.journal.projections.guesting import Client, ClientPage, ClientState
from whyward.journal.projections.shared_goal import ClientGoal, SharedChange, SharedLine

NO_CLIENTS: Final = "Nobody shows you anything here. With a link that somebody sent you: whyward share accept"

_STATES: Final = {
    ClientState.WAITING: "has not chosen yet",
    ClientState.ACTIVE: "",
    ClientState.PAUSED: "rests for a while",
    ClientState.ENDED: "has ended",
    ClientState.DELETED: "has ended; your copies are deleted",
}
_ANSWERS: Final = {
    "accepted": "They took it",
    "changed": "They took it, in words of their own",
    "declined": "They left it where it is",
}
_NOTHING_NEW: Final = "Nothing new."


def client_row(client: Client) -> tuple[str, ...]:
    """Return a line of the list."""
    last = "" if client.last_shared is None else client.last_shared.isoformat()
    new = "" if not client.new else "1 goal" if client.new == 1 else f"{client.new} goals"
    return short(client.space_id), client.name, last, new, _STATES[client.state]


def page_lines(page: ClientPage) -> str:
    """Return all that somebody shows, for people; what nobody watches is said first."""
    blocks = [[BANNER], _lead(page)]
    blocks += [_goal_block(page, goal) for goal in page.goals]
    blocks += [[note.heading, *(f"  {indented(line)}" for line in note.lines)] for note in _written(page)]
    blocks += [[_how_to_answer(page, one)] for one in page.written.requests if one.answer is None]
    blocks.append([keeping_text(page.client)])
    return "\n\n".join("\n".join(block) for block in blocks)


def sheet_of(page: ClientPage, today: date) -> Sheet:
    """Return what somebody shows as a sheet for one session."""
    notes = tuple(_news(page)) + tuple(_written(page))
    goals = tuple(sheet_goal(goal.goal) for goal in page.goals)
    foot = (f"Made on {day_in_words(today)}. This page is a file of your own: keep it with your notes, or delete it.",)
    return Sheet(title=page.client.name, lead=tuple(_lead(page)), banner=BANNER, goals=goals, notes=notes, foot=foot)


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


def _lead(page: ClientPage) -> list[str]:
    client = page.client
    goals = "1 goal" if len(page.goals) == 1 else f"{len(page.goals)} goals"
    until = "" if page.ends is None else f" until {day_in_words(page.ends)}"
    lines = [f"{one_line(client.name)} shows you {goals}{until}."]
    if client.state is not ClientState.ACTIVE:
        lines = [f"What {one_line(client.name)} shows you {_STATES[client.state]}."]
    if client.last_shared is not None:
        lines.append(f"Last shared on {day_in_words(client.last_shared)}.{_session(client)}")
    return lines


def _session(client: Client) -> str:
    return "" if client.last_session is None else f" Last session on {day_in_words(client.last_session)}."


def _goal_block(page: ClientPage, goal: ClientGoal) -> list[str]:
    first, *rest = goal_lines(sheet_goal(goal.goal))
    news = list(_changes(goal.since(_since(page))))
    heading = "  New since the last session" if page.client.last_session is not None else "  How it came to this"
    told = [heading, *(f"    {indented(line)}" for line in news or [_NOTHING_NEW])]
    return [f"{first} ({short(goal.item)})", *rest, *told]


def _how_to_answer(page: ClientPage, one: DeletionRequest) -> str:
    name = quoted(one_line(page.client.name))
    return (
        f"To answer what they ask: whyward practice answer {name} {short(one.id)} deleted, or kept-by-law, or pending"
    )


def _since(page: ClientPage) -> date:
    return page.client.last_session or date.min


def _news(page: ClientPage) -> Iterator[SheetList]:
    heading = "New since the last session" if page.client.last_session is not None else "How it came to this"
    lines: list[str] = []
    for goal in page.goals:
        name = one_line(sheet_goal(goal.goal).statement, 60)
        lines += [f"{name}: {line}" for line in _changes(goal.since(_since(page)))]
    yield SheetList(heading, tuple(lines) or (_NOTHING_NEW,))


def _changes(story: Sequence[SharedLine]) -> Iterator[str]:
    return (f"{day_in_words(line.on)}: {_change(change)}" for line in story for change in line.changes)


def _change(change: SharedChange) -> str:
    if change.before is None or change.after is None:
        return change.text
    return f"{change.text}: {change.before} → {change.after}"


def _written(page: ClientPage) -> Iterator[SheetList]:
    statements = {goal.item: one_line(sheet_goal(goal.goal).statement, 60) for goal in page.goals}
    written = page.written
    parts = {
        "What you wrote": [line for one in written.comments for line in _comment(one, statements)],
        "What you proposed": [line for one in written.proposals for line in _proposal(one)],
        "What they ask": [line for one in written.requests for line in _request(one, statements)],
    }
    return (SheetList(heading, tuple(lines)) for heading, lines in parts.items() if lines)


def _comment(one: Comment, statements: dict[bytes, str]) -> Iterator[str]:
    about = f", about “{statements[one.about]}”" if one.about in statements else ""
    yield f"{day_in_words(one.on)}{about}: {one.text}"
    yield from _replies(one.replies)


def _proposal(one: Proposal) -> Iterator[str]:
    yield f"{day_in_words(one.on)}: {one.statement}"
    if one.answer is not None:
        said = "" if one.answer_text is None else f": {one.answer_text}"
        yield f"{_ANSWERS.get(one.answer, words(one.answer))}{said}"
    yield from _replies(one.replies)


def _request(one: DeletionRequest, statements: dict[bytes, str]) -> Iterator[str]:
    named = [f"“{statements.get(item, short(item))}”" for item in one.items]
    what = " and ".join(named) or "everything"
    answer = "not answered yet" if one.answer is None else f"you answered: {words(one.answer)}"
    yield f"{day_in_words(one.on)}: to delete {what} ({short(one.id)}); {answer}"
    yield f"“{one.text}”"


def _replies(replies: tuple[Reply, ...]) -> Iterator[str]:
    return (f"They wrote back on {day_in_words(reply.on)}: {reply.text}" for reply in replies)
