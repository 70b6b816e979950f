"""Somebody new: a link for one person, and eight words that show that it is them who has answered.

Nothing of the journal is shared by any of this.
"""

from typing import Final

from whyward.journal.errors import BadInput
from whyward.journal.sharing.effective import ShareState
from whyward.journal.sharing.safety_words import ASKED
from whyward.web.form import FieldRefused
from whyward.web.pages.sharing.opened import opened
from whyward.web.pages.sharing.wording import SharingWords
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_NEW: Final = "share:new"
_WORD: Final = "word-"
_MADE: Final = frozenset({ShareState.INVITED, ShareState.UNVERIFIED})


async def show_new(request: Request) -> Response:
    """Ask who it is for."""
    return page(
        request,
        "share/new.html",
        place=_NEW,
        draft=request.journal.drafts.at(_NEW),
        has_relay=await _has_relay(request),
        words=SharingWords(request.texts),
    )


async def invite(request: Request) -> Response:
    """Make the link."""
    form, shares, _ = request.form, await request.journal.shares(), request.texts.gettext
    if form.optional("relay") is None and not await _has_relay(request):
        hint = _("Type its address here, or name one for all of your devices under Devices. Nothing was made.")
        raise FieldRefused("relay", _("A link needs a relay that both of you reach"), hint=hint)
    made = await shares.invite(
        form.text("name"),
        role=form.text("role") or "therapist",
        relay=form.optional("relay"),
        invite=form.text("invite").strip(),
        from_name=form.text("from_name"),
    )
    return see_other(f"/share/{made.share_id.hex()}/link")


async def _has_relay(request: Request) -> bool:
    return (await request.journal.status(entry_count=0)).relay is not None


async def show_link(request: Request) -> Response:
    """Show the link, for as long as nobody has come in by it."""
    one = await opened(request)
    return page(request, "share/link.html", share=one.share, link=one.shares.link(one.who))


async def look(request: Request) -> Response:
    """See whether somebody has answered."""
    one, _ = await opened(request), request.texts.gettext
    if await one.shares.look(one.who) is None:
        request.say(_("%(name)s has not answered yet. They need the link, and a network.") % {"name": one.share.name})
        return see_other(one.path)
    return see_other(f"{one.path}/words")


async def show_words(request: Request) -> Response:
    """Ask for three of the eight words of whoever answered; once they were right, show all eight to compare again."""
    one = await opened(request)
    if one.share.state not in _MADE and one.share.state is not ShareState.KEYS_CHANGED:
        return page(request, "share/all_words.html", share=one.share, eight=await one.shares.words(one.who))
    answer = await one.shares.look(one.who)
    if answer is None:
        return see_other(one.path)
    return page(request, "share/words.html", share=one.share, answer=answer, word=_WORD)


async def confirm(request: Request) -> Response:
    """Hold the typed words against the answer."""
    one, form, _ = await opened(request), request.form, request.texts.gettext
    typed = [text for name, text in form.pairs() if name.startswith(_WORD) and text.strip()]
    if len(typed) != ASKED:
        hint = _("Ask for all three, in a call where you know the voice. No try was used up.")
        raise BadInput(_("A word is missing"), hint=hint)
    await one.shares.confirm(one.who, typed)
    request.say(_("It is %(name)s. Nothing is shown yet: choose what they see.") % {"name": one.share.name})
    return see_other(f"{one.path}/what")


ROUTES: Final[tuple[Route, ...]] = (
    get("/share/new", show_new),
    post("/share/new", invite),
    get("/share/{share}/link", show_link),
    post("/share/{share}/look", look),
    get("/share/{share}/words", show_words),
    post("/share/{share}/words", confirm),
)
