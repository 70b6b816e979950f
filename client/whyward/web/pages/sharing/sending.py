"""Carrying what is shared now, at a press: it happens by itself within a minute of a network anyhow.

What goes wrong with one share is said, and keeps no other one waiting.
"""

from typing import Final

from whyward.journal.projections.guesting import ClientState
from whyward.journal.sharing.rows import contact_of, shares
from whyward.journal.sharing.verbs import ShareCarried
from whyward.web.hints import on_pages
from whyward.web.rendering import whole
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, post


async def send_now(request: Request) -> Response:
    """Sync the person's own records, then every share, and say what became of each."""
    _, journal = request.texts.gettext, request.journal
    practice = await journal.practice()
    if (await journal.status(entry_count=0)).relay is not None:
        await journal.sync()
    carried = await (await journal.shares()).sync()
    await practice.refresh()
    names = {one.space_id: one.name for one in practice.clients() if one.state is not ClientState.DELETED}
    names |= _own_names(request)
    told = [_told(request, one, names[one.space_id]) for one in carried if one.space_id in names]
    for sentence in told or [_("There is nothing to carry.")]:
        request.say(sentence)
    return see_other("/practice" if request.form.text("then") == "practice" else "/share")


def _own_names(request: Request) -> dict[bytes, str]:
    names: dict[bytes, str] = {}
    for row in shares(request.pages):
        contact = contact_of(request.pages, row)
        if not row.revoked and contact is not None:
            names[row.space_id] = contact.name
    return names


def _told(request: Request, one: ShareCarried, name: str) -> str:
    _ = request.texts.gettext
    if one.error is not None:
        told = request.texts.told
        text, hint = told(one.error.text), on_pages(told(one.error.hint), request.texts)
        sentence = f"{whole(text)} {hint}".strip()
        return _("%(name)s: %(what)s") % {"name": name, "what": sentence}
    if one.is_own and one.sent:
        return _("What you show %(name)s went out.") % {"name": name}
    if one.is_own:
        return _("What you show %(name)s is up to date.") % {"name": name}
    return _("What %(name)s shows you is up to date.") % {"name": name}


ROUTES: Final[tuple[Route, ...]] = (post("/share/send", send_now),)
