"""Letting one more device in: a code to type there, then the words that it shows, typed here.

The passphrase is asked first: whoever gets in can read and write everything.
"""

from typing import Final

from whyward.web.errand import Stage
from whyward.web.form import FieldRefused
from whyward.web.pages.devices.asking import ask_again, asks_passphrase
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_HERE: Final = "/devices/link"


async def show_link(request: Request) -> Response:
    """Show where the linking is."""
    standing = await request.journal.status(entry_count=0)
    return page(
        request,
        "devices/link.html",
        linking=request.desk.linking,
        stages=Stage,
        has_relay=standing.relay is not None,
        asks_passphrase=asks_passphrase(request),
    )


async def begin(request: Request) -> Response:
    """Get a code."""
    await ask_again(request)
    await request.desk.linking.begin(request.journal)
    return see_other(_HERE)


async def say_words(request: Request) -> Response:
    """Take the words that the new device shows."""
    words = request.form.text("words")
    if not words.strip():
        _ = request.texts.gettext
        raise FieldRefused("words", _("The new device shows four words"), hint=_("Type them as they stand there."))
    await request.desk.linking.answer(words)
    return see_other(_HERE)


async def stop(request: Request) -> Response:
    """End it; nothing was shared."""
    if request.desk.linking.goes_on:
        request.say(request.texts.gettext("Ended. Nothing was shared."))
    await request.desk.linking.stop()
    return see_other("/devices")


ROUTES: Final[tuple[Route, ...]] = (
    get(_HERE, show_link),
    post(_HERE, begin),
    post(f"{_HERE}/words", say_words),
    post(f"{_HERE}/stop", stop),
)
