"""The devices: who is in, what alarms there are, and how it stands with the relay, on one page.

It only reads.
"""

from typing import Final

from whyward.journal.sharing.effective import ShareState
from whyward.web.pages.devices.wording import DeviceWords
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get


async def show_devices(request: Request) -> Response:
    """List every device of this journal, and everybody whose devices read something of it."""
    standing = await request.journal.status(entry_count=0)
    shares = (await request.journal.shares()).all()
    watch = request.desk.watch
    return page(
        request,
        "devices/list.html",
        standing=standing,
        readers=[share for share in shares if share.devices and share.state is not ShareState.STOPPED],
        words=DeviceWords(request),
        trouble="" if watch is None else watch.weather.trouble,
    )


async def show_standing(request: Request) -> Response:
    """Say where this device stands, who came and went, and how far the latest entries have come."""
    standing = await request.journal.status()
    return page(request, "devices/standing.html", standing=standing, words=DeviceWords(request))


ROUTES: Final[tuple[Route, ...]] = (
    get("/devices", show_devices),
    get("/devices/standing", show_standing),
)
