"""Two check-ins side by side, and what the person notices about them; neither is the better one.

Values and sorts have a page of their own for that.
"""

from typing import Final

from whyward.journal.events.checkins import COMPASS
from whyward.journal.events.reviews import Compared
from whyward.journal.intentions.reviews import CompareThenAndNow
from whyward.journal.projections.checkins import Checkin, checkins
from whyward.journal.projections.reviews import comparisons
from whyward.web.pages.noticing.wording import closeness_word
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_beside(request: Request) -> Response:
    """Show two checks side by side: those that were asked for, or the first and the latest."""
    found = checkins(request.pages, COMPASS)
    then, now = _chosen(request, found)
    kept = [one for one in comparisons(request.pages) if one.kind == Compared.CHECKIN]
    return page(
        request,
        "noticing/beside.html",
        found=[(one.id.hex(), request.texts.day(one.on)) for one in found],
        then=then,
        now=now,
        rows=_rows(then, now),
        word=closeness_word(request.texts),
        kept=kept,
        days={f"checkin:{one.id.hex()}": one.on for one in found},
    )


def _chosen(request: Request, found: list[Checkin]) -> tuple[Checkin | None, Checkin | None]:
    by_id = {one.id.hex(): one for one in found}
    then = by_id.get(request.query.text("then"))
    now = by_id.get(request.query.text("now"))
    if len(found) < 2:  # noqa: PLR2004  # two are put side by side
        return None, None
    return then or found[-1], now or found[0]


def _rows(then: Checkin | None, now: Checkin | None) -> list[tuple[str, str | None, str | None]]:
    """Return each part of life with its word then and now."""
    before = {one.domain_id: one for one in then.domains} if then else {}
    after = {one.domain_id: one for one in now.domains} if now else {}
    return [
        (
            (after.get(key) or before[key]).domain,
            before[key].word if key in before else None,
            after[key].word if key in after else None,
        )
        for key in dict.fromkeys((*after, *before))
    ]


async def keep(request: Request) -> Response:
    """Keep what was noticed about the two."""
    form = request.form
    wish = CompareThenAndNow(
        kind=Compared.CHECKIN.value, a=form.text("then"), b=form.text("now"), reflection=form.optional("reflection")
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Your words are kept."), done)
    return see_other("/check/beside")


ROUTES: Final[tuple[Route, ...]] = (get("/check/beside", show_beside), post("/check/beside", keep))
