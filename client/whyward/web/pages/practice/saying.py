"""What this side says to whoever shows something: comments, ideas for goals, answers, and what was opened.

Nothing here changes a goal of anybody's: a proposal is an idea until they take it.
"""

from typing import Final

from whyward.web.form import FieldRefused
from whyward.web.pages.practice.opened import practising
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, post


async def comment(request: Request) -> Response:
    """Write something, about a goal or about nothing in particular."""
    one, form = await practising(request), request.form
    await one.practice.comment(one.who, form.text("text"), about=form.optional("about"))
    return _said(request, one.path)


async def propose(request: Request) -> Response:
    """Propose a goal, if they let this side."""
    one, form = await practising(request), request.form
    await one.practice.propose(
        one.who,
        form.text("statement"),
        value=form.optional("value"),
        steps=form.lines("steps"),
        message=form.optional("message"),
    )
    return _said(request, one.path)


async def answer(request: Request) -> Response:
    """Answer a request to delete copies."""
    one, form, _ = await practising(request), request.form, request.texts.gettext
    said = form.text("answer")
    if not said:
        raise FieldRefused("answer", _("No answer is chosen"), hint=_("Choose one, or leave it for later."))
    await one.practice.answer_deletion(
        one.who, request.args["ref"], said, basis=form.optional("basis"), until=form.day("until")
    )
    return _said(request, one.path)


async def tell_opened(request: Request) -> Response:
    """Tell them which versions are on this page; nothing else ever tells them."""
    one, _ = await practising(request), request.texts.gettext
    await one.practice.opened(one.who)
    request.say(_("They hear which versions you have, within a minute of a network."))
    return see_other(one.path)


def _said(request: Request, path: str) -> Response:
    request.say(request.texts.gettext("It goes out within a minute of a network. They read it when they look."))
    return see_other(path)


ROUTES: Final[tuple[Route, ...]] = (
    post("/practice/{client}/comment", comment),
    post("/practice/{client}/propose", propose),
    post("/practice/{client}/answer/{ref}", answer),
    post("/practice/{client}/opened", tell_opened),
)
