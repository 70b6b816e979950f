"""Where a sort begins, and those that were begun: each can be gone on with, on this device or another one.

None is compared with anybody's.
"""

from typing import Final

from whyward.content.cards import all_ids, deck, quick_ids, sorting
from whyward.journal.events.sorts import SortStarted
from whyward.journal.intentions.sorts import SetSortAside, StartSort
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.sorts import Sort, sorts
from whyward.web.pages.recorded import body_in
from whyward.web.pages.sorts.cards import BASE, listed, sort_asked, words_by_card
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_SCALES: Final = {"3": "three", "5": "five"}


async def show_sorts(request: Request) -> Response:
    """Offer to begin, and list what was begun."""
    every = sorts(request.pages)
    return page(
        request,
        "sorts/start.html",
        going=[sort for sort in every if sort.state != "finished"],
        ended=[(sort, _top(sort)) for sort in every if sort.state == "finished"],
        decks=_decks(request),
        frames=[(frame.id, request.texts.gettext(frame.label)) for frame in sorting().frames],
        domains=[(domain.id, domain.name) for domain in domain_map(request.pages)],
        licence=deck().licence_note,
    )


async def start(request: Request) -> Response:
    """Begin a sort."""
    form = request.form
    domain = form.optional("domain")
    wish = StartSort(
        deck_id=deck().deck_id,
        deck_version=deck().deck_version,
        card_ids=all_ids() if form.text("deck") == "full" else quick_ids(),
        scale=_SCALES.get(form.text("piles"), "five"),
        frame="a_domain" if domain else form.text("frame") or "me_now",
        domain=domain,
    )
    begun = body_in(await request.journal.record(wish), SortStarted)
    return see_other(f"{BASE}/{begun.sort_id.hex()}")


async def set_aside(request: Request) -> Response:
    """Leave one for another time."""
    sort = sort_asked(request)
    if sort.state == "open":
        done = await request.journal.record(SetSortAside(sort=sort.id.hex()))
        request.say(request.texts.gettext("It waits for you as it is."), done)
    return see_other(BASE)


def _decks(request: Request) -> list[tuple[str, str]]:
    _ = request.texts.gettext
    quick = _("%(count)s cards, about 5 minutes, stop any time") % {"count": len(quick_ids())}
    full = _("All %(count)s cards, for a quiet hour; stop any time too") % {"count": len(all_ids())}
    return [("quick", quick)] if request.desk.settings.low_energy else [("quick", quick), ("full", full)]


def _top(sort: Sort) -> str:
    words = words_by_card(sort)
    return listed(words[card_id].label for card_id in sort.top if card_id in words)


ROUTES: Final[tuple[Route, ...]] = (
    get(BASE, show_sorts),
    post(BASE, start),
    post(BASE + "/{sort}/set-aside", set_aside),
)
