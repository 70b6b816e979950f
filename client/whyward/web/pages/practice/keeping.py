"""What stays with this side: what somebody is called here, when one met, how long copies stay, and letting them go.

They see none of it, except that the copies are gone.
"""

from typing import Final

from whyward.web.pages.practice.looking import keeping_told
from whyward.web.pages.practice.opened import practising
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, post


async def mark_session(request: Request) -> Response:
    """Note that the two met: what is new counts from there."""
    one, _ = await practising(request), request.texts.gettext
    done = await one.practice.mark_session(one.who, request.form.day("on"))
    request.say(_("Noted. What is new counts from there. They do not see it."), done)
    return see_other(one.path)


async def keep(request: Request) -> Response:
    """Say how long copies stay once it has ended."""
    one, form = await practising(request), request.form
    by_law = form.text("keep") == "law"
    done = await one.practice.keep(
        one.who,
        days=0 if by_law else form.number("days") or 0,
        by_law=by_law,
        until=form.day("until") if by_law else None,
        basis=form.optional("basis") if by_law else None,
    )
    again = await practising(request)
    request.say(keeping_told(request, again.client), done)
    return see_other(one.path)


async def name(request: Request) -> Response:
    """Call somebody by a name of one's own."""
    one, _ = await practising(request), request.texts.gettext
    done = await one.practice.name(one.who, request.form.text("name"))
    request.say(_("They go by that name here now. They do not see it."), done)
    return see_other(one.path)


async def leave(request: Request) -> Response:
    """Delete the copies here, for good, and say so to them."""
    one, _ = await practising(request), request.texts.gettext
    await one.practice.leave(one.who)
    request.say(_("Your copies are deleted. They are told as soon as the relay is reached."))
    return see_other("/practice")


ROUTES: Final[tuple[Route, ...]] = (
    post("/practice/{client}/session", mark_session),
    post("/practice/{client}/keep", keep),
    post("/practice/{client}/name", name),
    post("/practice/{client}/leave", leave),
)
