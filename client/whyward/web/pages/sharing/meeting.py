"""A page for a session: what one of the people sees already, to look at together or to print, and room to write.

Nothing is sent by it, and nothing is recorded.
"""

from typing import Final

from whyward.journal.intentions.shares import WidenShare
from whyward.journal.names import find_share
from whyward.journal.sharing.effective import ShareState
from whyward.sheet.shared_goal import sheet_goal
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get

_SHOWN: Final = frozenset({ShareState.ACTIVE, ShareState.PAUSED, ShareState.EXPIRED})


async def show_session(request: Request) -> Response:
    """Offer those who see something; for one of them, show what that is today."""
    shares = await request.journal.shares()
    people = [share for share in shares.all() if share.state in _SHOWN]
    asked = request.query.optional("with")
    chosen = None
    if asked is not None:
        share_id = find_share(request.pages, asked).share_id
        chosen = next((share for share in people if share.share_id == share_id), None)
    elif len(people) == 1:
        chosen = people[0]
    preview = None if chosen is None else shares.preview(WidenShare(who=chosen.share_id.hex()))
    return page(
        request,
        "share/session.html",
        people=people,
        chosen=chosen,
        goals=[] if preview is None else [sheet_goal(one.goal, request.texts) for one in preview.shown],
        day=request.texts.long_day(request.today),
    )


ROUTES: Final[tuple[Route, ...]] = (get("/session", show_session),)
