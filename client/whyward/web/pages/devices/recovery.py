"""The 24 recovery words: what they are, trying them, a page for them, and new ones in their place.

No page asks for them and none draws them on a screen: they go to a printer, or to the terminal.
"""

from typing import Final

from whyward.adapters.rehearsal_file import last_rehearsal
from whyward.web.errand import Stage
from whyward.web.form import FieldRefused
from whyward.web.pages.devices.asking import ask_again, asks_passphrase
from whyward.web.pages.numbered import numbered
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, attachment, see_other
from whyward.web.route import Route, get, post

_RENEW: Final = "/recovery/renew"


async def show_recovery(request: Request) -> Response:
    """Say what the words are, and what can be done about them."""
    standing = await request.journal.status(entry_count=0)
    words = next((one.device_id for one in standing.devices if one.is_recovery), None)
    tried_on = None if words is None else last_rehearsal(request.desk.home, words)
    return page(request, "devices/recovery.html", relay=standing.relay, tried_on=tried_on)


async def make_kit(request: Request) -> Response:
    """Hand over a page to print, with room for the words and none of them."""
    from whyward.sheet.kit import Kit, kit_pdf  # noqa: PLC0415  # drawing takes libraries that nothing else needs

    standing = await request.journal.status(entry_count=0)
    kit = Kit(standing.relay, standing.space_id.hex(), [], words_as_code=False)
    return attachment("recovery-kit.pdf", kit_pdf(kit), "application/pdf")


async def show_renewal(request: Request) -> Response:
    """Show where the renewal is."""
    return page(
        request,
        "devices/renew.html",
        renewing=request.desk.renewing,
        stages=Stage,
        asks_passphrase=asks_passphrase(request),
    )


async def renew(request: Request) -> Response:
    """Make new words; the old ones count until these are on paper."""
    await ask_again(request)
    await request.desk.renewing.begin(request.journal)
    return see_other(_RENEW)


async def words_to_terminal(request: Request) -> Response:
    """Print the new words where Whyward was started."""
    if request.desk.renewing.words:
        request.desk.show_in_terminal(numbered(request.desk.renewing.words))
        request.say(request.texts.gettext("They are in the terminal now. Write them on paper, then clear it."))
    return see_other(_RENEW)


async def words_written(request: Request) -> Response:
    """Let the new words count from now on."""
    if not request.form.ticked("written"):
        _ = request.texts.gettext
        raise FieldRefused("written", _("The words are shown once"), hint=_("Tick the box when you have them."))
    await request.desk.renewing.answer("yes")
    return see_other(_RENEW)


async def keep_old(request: Request) -> Response:
    """Keep the old words."""
    if request.desk.renewing.goes_on:
        request.say(request.texts.gettext("The old words still count. Nothing was changed."))
    await request.desk.renewing.stop()
    return see_other("/recovery")


ROUTES: Final[tuple[Route, ...]] = (
    get("/recovery", show_recovery),
    post("/recovery/kit", make_kit),
    get(_RENEW, show_renewal),
    post(_RENEW, renew),
    post(f"{_RENEW}/terminal", words_to_terminal),
    post(f"{_RENEW}/written", words_written),
    post(f"{_RENEW}/stop", keep_old),
)
