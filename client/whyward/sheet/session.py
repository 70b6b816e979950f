"""What somebody shows, as a sheet for one session: goals, what is new since the last one, what was written.

It says when something was last shared and never when anybody was active; it compares nobody with anybody.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from whyward.journal.days import day_in_words
from whyward.journal.projections.correspondence import Comment, DeletionRequest, Proposal, Reply
from whyward.journal.projections.guesting import Client, ClientPage, ClientState
from whyward.journal.projections.shared_goal import ClientGoal, SharedChange, SharedLine
from whyward.sheet.letters import one_line
from whyward.sheet.page import Sheet, SheetList
from whyward.sheet.shared_goal import BANNER, sheet_goal
from whyward.sheet.wording import words

STATES: Final = {
    ClientState.WAITING: "has not chosen yet",
    ClientState.ACTIVE: "",
    ClientState.PAUSED: "rests for a while",
    ClientState.ENDED: "has ended",
    ClientState.DELETED: "has ended; your copies are deleted",
}
"""How it stands with what somebody shows, after "What they show you"."""

NOTHING_NEW: Final = "Nothing new."
_ANSWERS: Final = {
    "accepted": "They took it",
    "changed": "They took it, in words of their own",
    "declined": "They left it where it is",
}
_NAME_CHARACTERS: Final = 60
_ID_DIGITS: Final = 8


def sheet_of(page: ClientPage, today: date) -> Sheet:
    """Return what somebody shows as a sheet for one session."""
    notes = (_news(page), *written_lists(page))
    goals = tuple(sheet_goal(goal.goal) for goal in page.goals)
    foot = (f"Made on {day_in_words(today)}. This page is a file of your own: keep it with your notes, or delete it.",)
    return Sheet(title=page.client.name, lead=tuple(lead(page)), banner=BANNER, goals=goals, notes=notes, foot=foot)


def lead(page: ClientPage) -> list[str]:
    """Return who shows how much, until when, and when something was last shared."""
    client = page.client
    goals = "1 goal" if len(page.goals) == 1 else f"{len(page.goals)} goals"
    until = "" if page.ends is None else f" until {day_in_words(page.ends)}"
    lines = [f"{one_line(client.name)} shows you {goals}{until}."]
    if client.state is not ClientState.ACTIVE:
        lines = [f"What {one_line(client.name)} shows you {STATES[client.state]}."]
    if client.last_shared is not None:
        lines.append(f"Last shared on {day_in_words(client.last_shared)}.{_session(client)}")
    return lines


def news_heading(page: ClientPage) -> str:
    """Return what stands above changes: before a first session, everything is new."""
    return "How it came to this" if page.client.last_session is None else "New since the last session"


def news_of(page: ClientPage, goal: ClientGoal) -> tuple[str, ...]:
    """Return what of a goal is new since the last session, a line for each change."""
    return tuple(_changes(goal.since(page.client.last_session or date.min)))


def written_lists(page: ClientPage) -> tuple[SheetList, ...]:
    """Return what was written, each kind under its heading; what nobody wrote is left out."""
    statements = {goal.item: one_line(sheet_goal(goal.goal).statement, _NAME_CHARACTERS) for goal in page.goals}
    written = page.written
    parts = {
        "What you wrote": [line for one in written.comments for line in _comment(one, statements)],
        "What you proposed": [line for one in written.proposals for line in _proposal(one)],
        "What they ask": [line for one in written.requests for line in _request(one, statements)],
    }
    return tuple(SheetList(heading, tuple(lines)) for heading, lines in parts.items() if lines)


def _session(client: Client) -> str:
    return "" if client.last_session is None else f" Last session on {day_in_words(client.last_session)}."


def _news(page: ClientPage) -> SheetList:
    lines: list[str] = []
    for goal in page.goals:
        name = one_line(sheet_goal(goal.goal).statement, _NAME_CHARACTERS)
        lines += [f"{name}: {line}" for line in news_of(page, goal)]
    return SheetList(news_heading(page), tuple(lines) or (NOTHING_NEW,))


def _changes(story: Sequence[SharedLine]) -> Iterator[str]:
    return (f"{day_in_words(line.on)}: {_change(change)}" for line in story for change in line.changes)


def _change(change: SharedChange) -> str:
    if change.before is None or change.after is None:
        return change.text
    return f"{change.text}: {change.before} → {change.after}"


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
    named = [f"“{statements.get(item, _short(item))}”" for item in one.items]
    what = " and ".join(named) or "everything"
    answer = "not answered yet" if one.answer is None else f"you answered: {words(one.answer)}"
    yield f"{day_in_words(one.on)}: to delete {what} ({_short(one.id)}); {answer}"
    yield f"“{one.text}”"


def _replies(replies: tuple[Reply, ...]) -> Iterator[str]:
    return (f"They wrote back on {day_in_words(reply.on)}: {reply.text}" for reply in replies)


def _short(id_: bytes) -> str:
    return id_.hex()[:_ID_DIGITS]
