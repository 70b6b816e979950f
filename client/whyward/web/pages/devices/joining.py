"""Coming in from a fresh device: the code of a device that is in already, then words to type there.

It works before there is any journal here.
"""

from typing import Final

from whyward.adapters.relay_way import checked_address
from whyward.journal.errors import BadInput, JournalError
from whyward.journal.pairing.code import read_code
from whyward.web.errand import Stage
from whyward.web.form import FieldRefused
from whyward.web.pages.locks import lock_of, lock_options
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Needs, Route, get, post

_HERE: Final = "/welcome/join"


async def show_join(request: Request) -> Response:
    """Show where the joining is."""
    joining = request.desk.joining
    if request.desk.exists and not joining.goes_on and joining.stage is not Stage.DONE:
        return see_other("/")
    return page(request, "devices/join.html", joining=joining, stages=Stage, ways=lock_options(request.texts))


async def join(request: Request) -> Response:
    """Begin to join."""
    form, desk, _ = request.form, request.desk, request.texts.gettext
    if desk.exists:
        raise BadInput(_("There is a journal here already"), hint=_("Unlock it. Nothing was changed."))
    code = _checked_code(request)
    try:
        relay = checked_address(form.text("relay").strip())
    except JournalError as error:
        raise FieldRefused("relay", error.text, hint=_("The other device shows it below the code.")) from None
    name = form.optional("name")
    await desk.join(lock_of(request), code, relay=relay, name=None if name is None else name.strip())
    return see_other(_HERE)


async def say_code(request: Request) -> Response:
    """Take the code once more, after one that did not fit."""
    await request.desk.joining.answer(_checked_code(request))
    return see_other(_HERE)


async def stop(request: Request) -> Response:
    """End it; nothing was written here."""
    if request.desk.joining.goes_on:
        await request.desk.joining.stop()
        request.say(request.texts.gettext("Ended. Nothing was written here."))
    return see_other(_HERE)


def _checked_code(request: Request) -> str:
    code, _ = request.form.text("code"), request.texts.gettext
    try:
        read_code(code)
    except BadInput as error:
        raise FieldRefused("code", error.text, hint=error.hint) from None
    return code


ROUTES: Final[tuple[Route, ...]] = (
    get(_HERE, show_join, Needs.NOTHING),
    post(_HERE, join, Needs.NOTHING),
    post(f"{_HERE}/code", say_code, Needs.NOTHING),
    post(f"{_HERE}/stop", stop, Needs.NOTHING),
)
