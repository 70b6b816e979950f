"""What was set aside and why, and what a device that is out recorded too late: to look at, and to take over.

Nothing else ever leaves the quarantine.
"""

from collections.abc import Sequence
from typing import Final

from whyward.journal.errors import NotFound
from whyward.journal.projections.timeline import Moment
from whyward.journal.trust.quarantine import Lot
from whyward.protocol.errors import Code
from whyward.protocol.ids import DeviceId
from whyward.web.pages.devices.wording import DeviceWords
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_HERE: Final = "/devices/aside"


async def show_aside(request: Request) -> Response:
    """List what was set aside; with `look`, show what one device recorded too late."""
    lots, wanted = await request.journal.trust().quarantine(), request.query.text("look")
    moments: Sequence[Moment] = ()
    if wanted:
        moments = await request.journal.trust().look_at_late(_late_device(request, lots, wanted))
    return page(
        request,
        "devices/aside.html",
        words=DeviceWords(request),
        lots=lots,
        late=Code.LATE,
        looked=wanted,
        moments=moments,
    )


async def take_over(request: Request) -> Response:
    """Record what came too late as if it had been recorded here."""
    trust = request.journal.trust()
    device = _late_device(request, await trust.quarantine(), request.form.text("device"))
    count = await trust.take_over(device)
    text = request.texts.ngettext(
        "%(num)s record was taken over. All your devices get it with the next sync.",
        "%(num)s records were taken over. All your devices get them with the next sync.",
        count,
    )
    request.say(text % {"num": count})
    return see_other(_HERE)


def _late_device(request: Request, lots: Sequence[Lot], called: str) -> DeviceId:
    """Return the device with late records that goes by this id."""
    for lot in lots:
        if lot.code == Code.LATE and lot.device.hex() == called:
            return lot.device
    _ = request.texts.gettext
    raise NotFound(_("Nothing of that device waits to be looked at"), hint=_("It may be taken over already."))


ROUTES: Final[tuple[Route, ...]] = (
    get(_HERE, show_aside),
    post(f"{_HERE}/take", take_over),
)
