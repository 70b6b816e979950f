"""Something that mattered was done: what, how much of it, for which value. Any size counts.

What was not done is not asked for.
"""

from datetime import timedelta
from typing import Final

from whyward.journal.events.catalogue import STEP_TAKEN
from whyward.journal.events.steps import StepTaken
from whyward.journal.folding.nouns import GOALS
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.names import find_goal, find_value
from whyward.journal.projections.goals import goals
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.ledger import ledger
from whyward.journal.projections.values import current_values
from whyward.journal.recording import Done
from whyward.web.form import FieldRefused
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post
from whyward.web.texts import Texts

PLACE: Final = "step:new"
_WEEKS_SHOWN: Final = 4


def how_much(texts: Texts) -> tuple[tuple[str, str], ...]:
    """Return the sizes of a step; each one counts."""
    _ = texts.gettext
    return (
        ("tiny", _("a tiny bit")),
        ("part", _("part of it")),
        ("all", _("all of it")),
        ("more", _("more than I meant")),
    )


def said_of(request: Request, done: Done) -> str:
    """Return the sentence for a step that was noted: toward which values, in their names."""
    _, taken = request.texts.gettext, body_in(done, StepTaken)
    goal = None if taken.goal_id is None else request.pages.one(GOALS, taken.goal_id)
    value_ids = dict.fromkeys((*taken.value_ids, *(() if goal is None else goal.value_ids)))
    if not value_ids:
        return _("That was a step. It counts.")
    labels = Labels(request.pages)
    names = [request.texts.told(labels.value(value_id)) for value_id in value_ids]
    if len(names) == 1:
        return _("That was a step toward %(name)s.") % {"name": names[0]}
    return _("That was a step toward %(names)s and %(last)s.") % {"names": ", ".join(names[:-1]), "last": names[-1]}


async def show_step(request: Request) -> Response:
    """Ask what was done; a goal or a value may be named beforehand."""
    query, draft = request.query, request.journal.drafts.at(PLACE)
    goal, value = query.optional("goal"), query.optional("value")
    ticked = [text for name, text in request.journal.drafts.pairs_at(PLACE) if name == "value"]
    return page(
        request,
        "steps/new.html",
        place=PLACE,
        draft=draft,
        sizes=how_much(request.texts),
        size=query.text("how_much") or draft.get("how_much", "all"),
        goals=[(one.id.hex(), one.statement) for one in goals(request.pages)],
        goal=draft.get("goal", "") if goal is None else find_goal(request.pages, goal).goal_id.hex(),
        values=[(one.id.hex(), one.name) for one in current_values(request.pages, request.today)],
        served=ticked if value is None else [find_value(request.pages, value).value_id.hex()],
        today=request.today,
    )


async def take(request: Request) -> Response:
    """Keep it."""
    form, _ = request.form, request.texts.gettext
    goal = form.optional("goal")
    if goal is None and not form.all("value") and form.optional("note") is None:
        raise FieldRefused(
            "note",
            _("Nothing says yet what it was"),
            hint=_("A line is enough, or a goal, or a value. Nothing was recorded."),
        )
    wish = TakeStep(
        goal=goal,
        how_much=form.text("how_much") or "all",
        values=form.all("value"),
        on=form.day("on"),
        amount=form.amount("amount"),
        unit=form.optional("unit"),
        effort=form.number("effort"),
        discomfort=form.number("discomfort"),
        vitality=form.number("vitality"),
        spontaneous=form.ticked("spontaneous"),
        note=form.optional("note"),
    )
    done = await request.journal.record(wish)
    request.say(said_of(request, done), done)
    return see_other(f"/goals/{goal}" if goal else "/")


async def show_days(request: Request) -> Response:
    """Show what was done, day by day, four weeks at a time."""
    last = request.query.day("until") or request.today
    first = last - timedelta(days=_WEEKS_SHOWN * 7 - 1)
    days = ledger(request.pages, first, last)
    has_earlier = next(request.pages.told([STEP_TAKEN], None, first - timedelta(days=1)), None) is not None
    return page(
        request,
        "steps/days.html",
        days=days,
        sizes=dict(how_much(request.texts)),
        earlier=first - timedelta(days=1) if has_earlier else None,
        is_latest=last >= request.today,
    )


ROUTES: Final[tuple[Route, ...]] = (
    get("/step", show_step),
    post("/step", take),
    get("/step/days", show_days),
)
