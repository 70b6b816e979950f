"""Before anything is shown: exactly what they will see, then six sentences, none of them ticked beforehand.

More is shown only here, and only with every sentence ticked; afterwards there is a receipt to keep or to print.
"""

from typing import Final

from whyward.journal.decide.giving import DAYS_USUAL
from whyward.journal.intentions.shares import RenewShare, WidenShare
from whyward.journal.sharing.previewing import Preview
from whyward.sheet.shared_goal import sheet_goal
from whyward.web.form import FieldRefused
from whyward.web.pages.sharing.choosing import Chosen, chosen, forget, is_more, length_options
from whyward.web.pages.sharing.opened import Opened, opened
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_preview(request: Request) -> Response:
    """Show exactly what they would see with what was chosen; with nothing chosen, what they see now."""
    one = await opened(request)
    found = chosen(request.journal.drafts, one.share)
    is_chosen = _is_chosen(one, found)
    wish = found.wish(one) if is_chosen else WidenShare(who=one.who)
    preview = one.shares.preview(wish)
    return page(
        request,
        "share/preview.html",
        share=one.share,
        goals=[(sheet_goal(shown.goal, request.texts), shown.left_out) for shown in preview.shown],
        may=one.words.rights(preview.may),
        how_long=_how_long(request, preview, one),
        is_chosen=is_chosen,
        more=is_more(one.share),
    )


async def show_agree(request: Request) -> Response:
    """Show the six sentences."""
    one = await opened(request)
    if not _is_chosen(one, chosen(request.journal.drafts, one.share)):
        return see_other(f"{one.path}/what")
    text = one.shares.consent(one.who)
    return page(request, "share/agree.html", share=one.share, points=text.points, more=is_more(one.share))


async def share(request: Request) -> Response:
    """Show it, if every sentence is ticked."""
    one, _ = await opened(request), request.texts.gettext
    found = chosen(request.journal.drafts, one.share)
    wish = found.wish(one, _ticked(request, one))
    shares = one.shares
    done = await (shares.widen(wish) if isinstance(wish, WidenShare) else shares.grant(wish))
    forget(request.journal.drafts, one.share)
    request.say(
        _("%(name)s is to see that. It goes out within a minute of a network.") % {"name": one.share.name}, done
    )
    return see_other(f"{one.path}/receipt")


async def show_renew(request: Request) -> Response:
    """Offer to let it go on, with what they would go on to see."""
    one = await opened(request)
    preview = one.shares.preview(WidenShare(who=one.who))
    return page(
        request,
        "share/renew.html",
        share=one.share,
        goals=[(sheet_goal(shown.goal, request.texts), shown.left_out) for shown in preview.shown],
        options=length_options(request, may_be_once=False),
        length=str(DAYS_USUAL),
        points=one.shares.consent(one.who).points,
    )


async def renew(request: Request) -> Response:
    """Let it go on, if every sentence is ticked."""
    one, form, _ = await opened(request), request.form, request.texts.gettext
    is_until = form.text("length") == "until"
    if is_until and form.day("until") is None:
        raise FieldRefused("until", _("Which day is not said"), hint=_("Choose a day within a year."))
    wish = RenewShare(
        who=one.who,
        days=None if is_until else form.number("length"),
        ends=form.day("until") if is_until else None,
        ticked=_ticked(request, one),
    )
    request.say(_("It goes on."), await one.shares.renew(wish))
    return see_other(f"{one.path}/receipt")


async def show_receipt(request: Request) -> Response:
    """Show what was agreed to, when, and for what: to keep, or to print."""
    one = await opened(request)
    return page(
        request,
        "share/receipt.html",
        share=one.share,
        words=one.words,
        agreements=list(reversed(one.share.agreements)),
        text=one.shares.consent(one.who),
        kinds=_kinds(request),
    )


def _ticked(request: Request, one: Opened) -> tuple[str, ...]:
    """Return the ticks; raise `FieldRefused` if a sentence is without one: the journal would refuse it as well."""
    texts, ticks = request.texts, request.form.all("tick")
    left = sum(point.key not in ticks for point in one.shares.consent(one.who).points)
    if left:
        said = texts.ngettext("one sentence is not ticked", "%(num)s sentences are not ticked", left)
        text = texts.gettext("Nothing is shown yet: %(what)s") % {"what": said % {"num": left}}
        raise FieldRefused("tick", text, hint=texts.gettext("Read and tick each one, in your own time."))
    return ticks


def _is_chosen(one: Opened, found: Chosen) -> bool:
    """Whether something is there to be shown or allowed that was not before."""
    return bool(found.parts) or (is_more(one.share) and bool(found.may))


def _kinds(request: Request) -> dict[str, str]:
    _ = request.texts.gettext
    return {"granted": _("You chose what is shown"), "widened": _("You showed more"), "renewed": _("You let it go on")}


def _how_long(request: Request, preview: Preview, one: Opened) -> str:
    _, texts = request.texts.gettext, request.texts
    names = {"name": one.share.name, "day": "" if preview.ends is None else texts.day(preview.ends)}
    if preview.mode.value == "once":
        text = _("It goes out once, as it is now, and stays on the page of %(name)s until %(day)s.")
        return f"{text % names} {_('What you change later is not sent.')}"
    return _("It follows what you record until %(day)s. Then it stops by itself.") % names


ROUTES: Final[tuple[Route, ...]] = (
    get("/share/preview/{share}", show_preview),
    get("/share/{share}/agree", show_agree),
    post("/share/{share}/agree", share),
    get("/share/{share}/renew", show_renew),
    post("/share/{share}/renew", renew),
    get("/share/{share}/receipt", show_receipt),
)
