"""What somebody shows, as a sheet for one session: goals, what is new since the last one, what was written.

It says when something was last shared and never when anybody was active; it compares nobody with anybody.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from whyward.journal.projections.correspondence import Comment, DeletionRequest, Proposal, Reply
from whyward.journal.projections.guesting import Client, ClientPage, ClientState
from whyward.journal.projections.shared_goal import ClientGoal, SharedChange, SharedLine
from whyward.sheet.letters import one_line
from whyward.sheet.page import Sheet, SheetList
from whyward.sheet.shared_goal import BANNER, sheet_goal
from whyward.sheet.wording import ENGLISH, Speech, listed, words


def _(text: str) -> str:
    """Mark a text for translation; it is looked up when it is told."""
    return text


STATES: Final = {
    ClientState.WAITING: _("has not chosen yet"),
    ClientState.ACTIVE: "",
    ClientState.PAUSED: _("rests for a while"),
    ClientState.ENDED: _("has ended"),
    ClientState.DELETED: _("has ended; your copies are deleted"),
}
"""How it stands with what somebody shows, after "What they show you"."""

NOTHING_NEW: Final = _("Nothing new.")
_ANSWERS: Final = {
    "accepted": _("They took it"),
    "changed": _("They took it, in words of their own"),
    "declined": _("They left it where it is"),
}
_MADE: Final = _("Made on %(day)s. This page is a file of your own: keep it with your notes, or delete it.")
_NAME_CHARACTERS: Final = 60
_ID_DIGITS: Final = 8


def sheet_of(page: ClientPage, today: date, speech: Speech = ENGLISH, *, lang: str = "en") -> Sheet:
    """Return what somebody shows as a sheet for one session."""
    return Sheet(
        title=speech.told(page.client.name),
        lead=tuple(lead(page, speech)),
        banner=speech.gettext(BANNER),
        goals=tuple(sheet_goal(goal.goal, speech) for goal in page.goals),
        notes=(_news(page, speech), *written_lists(page, speech)),
        foot=(speech.gettext(_MADE) % {"day": speech.day(today)},),
        lang=lang,
    )


def lead(page: ClientPage, speech: Speech = ENGLISH) -> list[str]:
    """Return who shows how much, until when, and when something was last shared."""
    client, count = page.client, len(page.goals)
    told = {
        "name": one_line(speech.told(client.name)),
        "num": count,
        "day": "" if page.ends is None else speech.day(page.ends),
    }
    if client.state is not ClientState.ACTIVE:
        state = speech.gettext(STATES[client.state])
        lines = [speech.gettext("What %(name)s shows you %(state)s.") % (told | {"state": state})]
    elif page.ends is None:
        lines = [speech.ngettext("%(name)s shows you %(num)s goal.", "%(name)s shows you %(num)s goals.", count) % told]
    else:
        one, many = "%(name)s shows you %(num)s goal until %(day)s.", "%(name)s shows you %(num)s goals until %(day)s."
        lines = [speech.ngettext(one, many, count) % told]
    if client.last_shared is not None:
        last = speech.gettext("Last shared on %(day)s.") % {"day": speech.day(client.last_shared)}
        lines.append(f"{last}{_session(client, speech)}")
    return lines


def news_heading(page: ClientPage, speech: Speech = ENGLISH) -> str:
    """Return what stands above changes: before a first session, everything is new."""
    has_met = page.client.last_session is not None
    return speech.gettext("New since the last session") if has_met else speech.gettext("How it came to this")


def news_of(page: ClientPage, goal: ClientGoal, speech: Speech = ENGLISH) -> tuple[str, ...]:
    """Return what of a goal is new since the last session, a line for each change."""
    return tuple(_changes(goal.since(page.client.last_session or date.min), speech))


def written_lists(page: ClientPage, speech: Speech = ENGLISH) -> tuple[SheetList, ...]:
    """Return what was written, each kind under its heading; what nobody wrote is left out."""
    statements = {goal.item: one_line(sheet_goal(goal.goal, speech).statement, _NAME_CHARACTERS) for goal in page.goals}
    written = page.written
    parts = {
        _("What you wrote"): [line for one in written.comments for line in _comment(one, statements, speech)],
        _("What you proposed"): [line for one in written.proposals for line in _proposal(one, speech)],
        _("What they ask"): [line for one in written.requests for line in _request(one, statements, speech)],
    }
    return tuple(SheetList(speech.gettext(heading), tuple(lines)) for heading, lines in parts.items() if lines)


def _session(client: Client, speech: Speech) -> str:
    if client.last_session is None:
        return ""
    return " " + speech.gettext("Last session on %(day)s.") % {"day": speech.day(client.last_session)}


def _news(page: ClientPage, speech: Speech) -> SheetList:
    lines: list[str] = []
    for goal in page.goals:
        name = one_line(sheet_goal(goal.goal, speech).statement, _NAME_CHARACTERS)
        lines += [f"{name}: {line}" for line in news_of(page, goal, speech)]
    return SheetList(news_heading(page, speech), tuple(lines) or (speech.gettext(NOTHING_NEW),))


def _changes(story: Sequence[SharedLine], speech: Speech) -> Iterator[str]:
    return (f"{speech.day(line.on)}: {_change(change, speech)}" for line in story for change in line.changes)


def _change(change: SharedChange, speech: Speech) -> str:
    text = speech.told(change.text)
    if change.before is None or change.after is None:
        return text
    return f"{text}: {change.before} → {change.after}"


def _comment(one: Comment, statements: dict[bytes, str], speech: Speech) -> Iterator[str]:
    day = speech.day(one.on)
    if one.about in statements:
        day = speech.gettext("%(day)s, about “%(goal)s”") % {"day": day, "goal": statements[one.about]}
    yield f"{day}: {one.text}"
    yield from _replies(one.replies, speech)


def _proposal(one: Proposal, speech: Speech) -> Iterator[str]:
    yield f"{speech.day(one.on)}: {one.statement}"
    if one.answer is not None:
        said = "" if one.answer_text is None else f": {one.answer_text}"
        yield f"{speech.gettext(_ANSWERS.get(one.answer, words(one.answer)))}{said}"
    yield from _replies(one.replies, speech)


def _request(one: DeletionRequest, statements: dict[bytes, str], speech: Speech) -> Iterator[str]:
    named = [f"“{statements.get(item, _short(item))}”" for item in one.items]
    told = {
        "day": speech.day(one.on),
        "what": listed(named, speech) or speech.gettext("everything"),
        "id": _short(one.id),
        "answer": "" if one.answer is None else speech.gettext(words(one.answer)),
    }
    if one.answer is None:
        yield speech.gettext("%(day)s: to delete %(what)s (%(id)s); not answered yet") % told
    else:
        yield speech.gettext("%(day)s: to delete %(what)s (%(id)s); you answered: %(answer)s") % told
    yield f"“{one.text}”"


def _replies(replies: tuple[Reply, ...], speech: Speech) -> Iterator[str]:
    text = speech.gettext("They wrote back on %(day)s: %(text)s")
    return (text % {"day": speech.day(reply.on), "text": reply.text} for reply in replies)


def _short(id_: bytes) -> str:
    return id_.hex()[:_ID_DIGITS]
