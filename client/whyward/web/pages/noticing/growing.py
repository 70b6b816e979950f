"""What adds up, on a page: days with a step, where steps went, what waits, and what could be noticed.

Nothing is noticed in the background. Each thing says why it is said, and goes away as easily as it is kept.
"""

from collections.abc import Sequence
from typing import Final

from whyward.journal.errors import NotFound
from whyward.journal.events.fields import Ref
from whyward.journal.intentions.reviews import DismissInsight, KeepInsight
from whyward.journal.projections.insights import Insight, insights, kept_insights, silenced_rules
from whyward.journal.projections.progress import NOTHING_YET, progress_page
from whyward.web.pages.numbers import are_hidden
from whyward.web.places import place_of
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_BESIDE: Final = 2
"""What is put side by side."""


async def show_progress(request: Request) -> Response:
    """Show what adds up."""
    found = progress_page(request.pages, request.today)
    return page(
        request,
        "noticing/progress.html",
        found=found,
        nothing_yet=NOTHING_YET,
        hides_numbers=are_hidden(request),
        silenced=silenced_rules(request.pages),
        places={one.id: _places(one.rule_id, one.about) for one in (*found.waiting, *found.insights)},
    )


def _places(rule_id: str, about: Sequence[Ref]) -> list[str]:
    """Return where one can look at what something noticed is about."""
    keys = [ref.partition(":")[2] for ref in about]
    match rule_id:
        case "then-and-now" if len(keys) == _BESIDE:
            return [f"/values/then-and-now?first={keys[0]}&second={keys[1]}"]
        case "barrier-and-tool":
            return ["/toolbox"]
        case "wins-of-a-season":
            return ["/wins"]
        case "waiting-value":
            return [f"/step?value={key}" for key in keys]
        case _:
            return [place for ref in about if (place := place_of(ref)) is not None]


async def keep(request: Request) -> Response:
    """Keep something noticed, in the words it has now."""
    one = _meant(request)
    wish = KeepInsight(
        insight_id=one.id,
        rule_id=one.rule_id,
        rule_version=one.rule_version,
        text_shown=str(request.texts.told(one.text)),
        about=one.about,
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Kept."), done)
    return see_other("/progress")


async def dismiss(request: Request) -> Response:
    """Send something noticed away, for a while or for good."""
    never_again = request.form.ticked("never_again")
    insight_id, rule_id = _named(request)
    done = await request.journal.record(DismissInsight(insight_id=insight_id, rule_id=rule_id, never_again=never_again))
    _ = request.texts.gettext
    request.say(_("You will not hear of it again.") if never_again else _("Gone for four weeks."), done)
    return see_other("/progress")


def _meant(request: Request) -> Insight:
    wanted = request.args["insight"]
    found = next((one for one in insights(request.pages, request.today) if one.id.hex() == wanted), None)
    if found is None:
        raise _gone()
    return found


def _named(request: Request) -> tuple[bytes, str]:
    """Return the id and the rule of something that can be noticed now, was kept, or was told never to come again."""
    wanted, pages = request.args["insight"], request.pages
    there = [(one.id, one.rule_id) for one in insights(pages, request.today)]
    there += [(one.id, one.rule_id) for one in kept_insights(pages)]
    there += [(one.insight_id, one.rule_id) for one in silenced_rules(pages)]
    found = next((pair for pair in there if pair[0].hex() == wanted), None)
    if found is None:
        raise _gone()
    return found


def _gone() -> NotFound:
    return NotFound("That is not there to be noticed right now", hint="The page of what adds up shows what there is.")


ROUTES: Final[tuple[Route, ...]] = (
    get("/progress", show_progress),
    post("/progress/{insight}/keep", keep),
    post("/progress/{insight}/dismiss", dismiss),
)
