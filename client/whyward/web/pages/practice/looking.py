"""Looking at what others show: the list, one person's page, the eight words, and a sheet for a session.

Each page says first that nobody watches. Looking is told to nobody.
"""

from typing import Final

from whyward.journal.events.shares import May
from whyward.journal.folding.guesting import KeepingRow
from whyward.journal.projections.guesting import Client, ClientState
from whyward.sheet.session import lead, news_heading, news_of, sheet_of
from whyward.sheet.shared_goal import sheet_goal
from whyward.web.pages.practice.opened import practising
from whyward.web.pages.sharing.sheet_file import FORMS, sheet_file
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get


async def show_clients(request: Request) -> Response:
    """List who shows something, and when they last shared; that says nothing about when they use the program."""
    practice = await request.journal.practice()
    clients = practice.clients()
    return page(
        request,
        "practice/list.html",
        clients=[client for client in clients if client.state is not ClientState.DELETED],
        gone=[client for client in clients if client.state is ClientState.DELETED],
        states=_states(request),
    )


async def show_client(request: Request) -> Response:
    """Show all that somebody shows: goals as they are, what is new since the last session, what was written."""
    one = await practising(request)
    found = one.page()
    if found is None:
        return page(request, "practice/waiting.html", client=one.client, states=_states(request))
    drafts, who = request.journal.drafts, one.who
    return page(
        request,
        "practice/client.html",
        client=found.client,
        lead=lead(found, request.texts),
        goals=[
            (goal, sheet_goal(goal.goal, request.texts), news_of(found, goal, request.texts)) for goal in found.goals
        ],
        news_heading=news_heading(found, request.texts),
        written=found.written,
        statements={goal.item: sheet_goal(goal.goal, request.texts).statement for goal in found.goals},
        may_comment=May.COMMENT.value in found.may and found.client.ended_on is None,
        may_propose=May.PROPOSE.value in found.may and found.client.ended_on is None,
        keeping=keeping_told(request, found.client),
        comment=drafts.at(f"practice:{who}:comment"),
        proposal=drafts.at(f"practice:{who}:proposal"),
        answers=_answers(request),
    )


async def show_words(request: Request) -> Response:
    """Show the eight words, to read out those that are asked for."""
    one = await practising(request)
    eight = await one.practice.words(one.who)
    return page(request, "practice/words.html", client=one.client, eight=eight)


async def show_sheet(request: Request) -> Response:
    """Hand over a page for a session, as a file."""
    one = await practising(request)
    found = one.page()
    if found is None:
        return see_other(one.path)
    form = request.query.text("form")
    sheet = sheet_of(found, request.today, request.texts, lang=request.texts.language)
    return sheet_file(sheet, form if form in FORMS else "html", "sheet")


def keeping_told(request: Request, client: Client) -> str:
    """Return what becomes of the copies, in a sentence."""
    _, texts, keeping = request.texts.gettext, request.texts, client.keeping
    if client.state is ClientState.DELETED:
        return _("Your copies are deleted.")
    if keeping.by_law and keeping.until is not None:
        text = _("Your copies stay until %(day)s, because the law has you keep them.")
        return text % {"day": texts.day(keeping.until)}
    if keeping.by_law:
        return _("Your copies stay, because the law has you keep them.")
    if client.delete_on is not None:
        return _("Your copies are deleted on %(day)s.") % {"day": texts.day(client.delete_on)}
    return _days_told(request, keeping)


def _days_told(request: Request, keeping: KeepingRow) -> str:
    texts = request.texts
    if not keeping.days:
        return texts.gettext("Your copies are deleted as soon as what they show you ends.")
    one = "Your copies are deleted %(num)s day after it ends."
    many = "Your copies are deleted %(num)s days after it ends."
    return texts.ngettext(one, many, keeping.days) % {"num": keeping.days}


def _states(request: Request) -> dict[ClientState, str]:
    _ = request.texts.gettext
    return {
        ClientState.WAITING: _("has not chosen yet what you see"),
        ClientState.ACTIVE: "",
        ClientState.PAUSED: _("rests for a while"),
        ClientState.ENDED: _("has ended"),
        ClientState.DELETED: _("has ended; your copies are deleted"),
    }


def _answers(request: Request) -> dict[str, str]:
    _ = request.texts.gettext
    return {
        "accepted": _("They took it."),
        "changed": _("They took it, in words of their own."),
        "declined": _("They left it where it is."),
        "deleted": _("You answered: deleted."),
        "kept_by_law": _("You answered: kept, because the law has you keep them."),
        "pending": _("You answered: not yet."),
        "refused": _("You answered: kept."),
    }


ROUTES: Final[tuple[Route, ...]] = (
    get("/practice", show_clients),
    get("/practice/{client}", show_client),
    get("/practice/{client}/words", show_words),
    get("/practice/{client}/sheet", show_sheet),
)
