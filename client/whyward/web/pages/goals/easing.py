"""Making a goal fit better: smaller, or different. Changing one is a step too.

What stays as it is is not recorded anew.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.goals import AdjustGoal, LinkGoal, UnlinkGoal
from whyward.journal.names import find_goal
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.goals import Goal, goal_shown
from whyward.journal.projections.values import current_values
from whyward.web.form import FieldRefused, Form
from whyward.web.pages.goals.wording import stretches, who_sees
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_smaller(request: Request) -> Response:
    """Ask how it could be smaller."""
    return _asked(request, "smaller")


async def show_change(request: Request) -> Response:
    """Ask what is to be different."""
    return _asked(request, "change")


def _asked(request: Request, name: str) -> Response:
    goal = _goal(request)
    place = f"goal:{name}:{goal.id.hex()}"
    draft = Form(request.journal.drafts.pairs_at(place))
    values = {value.id.hex(): value.name for value in current_values(request.pages, request.today)}
    values |= {value.id.hex(): value.name for value in goal.values}
    return page(
        request,
        f"goals/{name}.html",
        goal=goal,
        place=place,
        draft=draft,
        has_draft=bool(draft.pairs()),
        values=list(values.items()),
        domains=[(domain.id, domain.name) for domain in domain_map(request.pages)],
        stretches=stretches(request.texts),
        seen=who_sees(request, goal.id),
    )


def _goal(request: Request) -> Goal:
    goal = goal_shown(request.pages, find_goal(request.pages, request.args["goal"]).goal_id)
    assert goal is not None, "it was found in the same pages"
    return goal


async def make_smaller(request: Request) -> Response:
    """Make it smaller."""
    return await _adjusted(request, _changed(request, _goal(request), ("statement", "tiny_version", "target")), ())


async def change(request: Request) -> Response:
    """Change whatever was changed on the page, in one act."""
    goal, form = _goal(request), request.form
    fields = ("statement", "why", "tiny_version", "target", "unit", "per", "ends_on", "domains")
    served, ticked = {value.id.hex() for value in goal.values}, set(form.all("value"))
    links: list[Intention] = [LinkGoal(goal=goal.id.hex(), value=one) for one in sorted(ticked - served)]
    links += [UnlinkGoal(goal=goal.id.hex(), value=one) for one in sorted(served - ticked)]
    return await _adjusted(request, _changed(request, goal, fields), links)


def _changed(request: Request, goal: Goal, fields: Sequence[str]) -> AdjustGoal:
    """Return the wish with what differs from the goal as it is."""
    form = request.form
    typed: dict[str, object] = {
        "statement": form.text("statement").strip(),
        "why": form.optional("why"),
        "tiny_version": form.optional("tiny_version"),
        "target": form.amount("target"),
        "unit": form.optional("unit"),
        "per": form.optional("per"),
        "ends_on": form.day("ends_on"),
        "domains": form.all("domain"),
    }
    before = {name: getattr(goal, name) for name in typed if name != "domains"} | {"domains": goal.domain_ids}
    if typed["target"] is None and goal.target is None:
        typed |= {"unit": goal.unit, "per": goal.per}  # The words for counting say nothing where nothing is counted.
    changes = {name: typed[name] for name in fields if _plain(typed[name]) != _plain(before[name])}
    unchanged = AdjustGoal(goal=goal.id.hex(), because=form.text("because") or "other", note=form.optional("note"))
    return structs.replace(unchanged, **changes)


def _plain(value: object) -> object:
    """Return a value as a form gives it back: line ends and blank space around are no change."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


async def _adjusted(request: Request, wish: AdjustGoal, links: Sequence[Intention]) -> Response:
    _ = request.texts.gettext
    unchanged = AdjustGoal(goal=wish.goal, because=wish.because, note=wish.note)
    wishes: list[Intention] = [*([] if wish == unchanged else [wish]), *links]
    if not wishes:
        raise FieldRefused(
            "statement", _("Nothing is different yet"), hint=_("Change a word, or go back; both are fine.")
        )
    done = await request.journal.record_all(wishes)
    request.say(_("The goal is changed. Changing one is a step too."), done)
    return see_other(f"/goals/{wish.goal}")


ROUTES: Final[tuple[Route, ...]] = (
    get("/goals/{goal}/smaller", show_smaller),
    post("/goals/{goal}/smaller", make_smaller),
    get("/goals/{goal}/change", show_change),
    post("/goals/{goal}/change", change),
)
