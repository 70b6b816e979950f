"""Who sees what: the list of people, and one person's page with all that they see.

Looking changes nothing, and tells nobody.
"""

from datetime import date, timedelta
from typing import Final

from whyward.journal.events.catalogue import GOAL, entity_of_ref
from whyward.journal.events.shares import Field, May
from whyward.journal.projections.shares import Share
from whyward.journal.sharing.effective import ShareState
from whyward.web.pages.sharing.opened import opened
from whyward.web.pages.sharing.wording import SharingWords
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get

_LOOK_ROUND_AFTER: Final = timedelta(days=30)
_SEES: Final = frozenset({ShareState.ACTIVE, ShareState.PAUSED})


async def show_people(request: Request) -> Response:
    """List everybody who sees anything, what has ended by itself, and at the end what was stopped."""
    shares = (await request.journal.shares()).all()
    lasting = [share for share in shares if share.state is not ShareState.STOPPED]
    return page(
        request,
        "share/people.html",
        lasting=lasting,
        ended=[share for share in lasting if share.state is ShareState.EXPIRED],
        stopped=[share for share in shares if share.state is ShareState.STOPPED],
        look_round=_is_time_to_look_round(lasting, request.today),
        words=SharingWords(request.texts),
        sees=_SEES,
        states=ShareState,
    )


async def show_person(request: Request) -> Response:
    """Show one share: what they see, until when, where they read, and each way to make it less or more."""
    one = await opened(request)
    share = one.share
    goal_ids = [entity_of_ref(item.ref).removeprefix(GOAL).hex() for item in share.items]
    return page(
        request,
        "share/person.html",
        share=share,
        items=list(zip(goal_ids, share.items, strict=True)),
        words=one.words,
        states=ShareState,
        sees=share.state in _SEES,
        could_see_more=_could_see_more(share),
        optional_rights=[right.value for right in May if right is not May.READ and right.value in share.may],
    )


def _could_see_more(share: Share) -> frozenset[str]:
    """Return the goals, by reference, of which something is not shown."""
    return frozenset(item.ref for item in share.items if len(item.fields) < len(Field))


def _is_time_to_look_round(lasting: list[Share], today: date) -> bool:
    """Whether what somebody sees was last agreed to a month ago or earlier."""
    agreed = [max(one.on for one in share.agreements) for share in lasting if share.state in _SEES and share.agreements]
    return any(today - on >= _LOOK_ROUND_AFTER for on in agreed)


ROUTES: Final[tuple[Route, ...]] = (
    get("/share", show_people),
    get("/share/{share}", show_person),
)
