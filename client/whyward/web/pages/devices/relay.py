"""The relay: which one carries this journal, another one in its place, and a sync right now.

What was recorded is safe on this device whatever happens here.
"""

from typing import Final

from whyward.adapters.relay_way import checked_address
from whyward.journal.errors import BadInput, JournalError
from whyward.web.form import FieldRefused
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_HERE: Final = "/devices/relay"


async def show_relay(request: Request) -> Response:
    """Show which relay there is, and how it stands with it."""
    watch = request.desk.watch
    standing = await request.journal.status(entry_count=0)
    trouble = "" if watch is None else watch.weather.trouble
    return page(request, "devices/relay.html", standing=standing, trouble=trouble)


async def use_relay(request: Request) -> Response:
    """Use a relay from now on, and say whether it can be reached."""
    form, _ = request.form, request.texts.gettext
    if not form.text("relay").strip():
        raise FieldRefused("relay", _("An address is needed"), hint=_("Such as https://relay.example."))
    try:
        url = checked_address(form.text("relay").strip())
    except BadInput as error:
        raise FieldRefused("relay", error.text, hint=error.hint) from None
    await request.journal.use_relay(url, form.text("invite").strip(), has_new_key=form.ticked("new_key"))
    try:
        await request.journal.sync()
    except JournalError as error:
        request.say(_("The address is kept. For now: %(trouble)s.") % {"trouble": request.texts.told(error.text)})
    else:
        request.say(_("This device is in step with that relay, and stays so by itself."))
    await request.desk.watch_anew()
    return see_other(_HERE)


async def sync(request: Request) -> Response:
    """Carry both ways now, then what is shared."""
    journal, _ = request.journal, request.texts.gettext
    if (await journal.status(entry_count=0)).relay is None:
        raise BadInput(_("This journal has no relay"), hint=_("Name one first. Everything is safe on this device."))
    carried = await journal.sync()
    shares, practice = await journal.shares(), await journal.practice()
    if shares.all() or practice.clients():
        await shares.sync()
        await practice.refresh()
    text = _("In step with the relay: %(sent)s sent, %(received)s received.")
    request.say(text % {"sent": carried.sent, "received": carried.received})
    return see_other(_HERE)


ROUTES: Final[tuple[Route, ...]] = (
    get(_HERE, show_relay),
    post(_HERE, use_relay),
    post("/devices/sync", sync),
)
