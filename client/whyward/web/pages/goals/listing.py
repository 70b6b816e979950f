"""The list of goals: by part of life, by value or by how they stand; and goals to start from.

It says why beside how, and nothing of what was not done.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from whyward.content.starters import starters
from whyward.journal.projections.goal_page import seen_by
from whyward.journal.projections.goals import GoalGroup, goals, goals_by_domain, goals_by_value
from whyward.journal.projections.plans import plans
from whyward.web.pages import numbers
from whyward.web.pages.goals.wording import state_words, target_words
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get

_STATE, _VALUE, _DOMAIN = "state", "value", "domain"


async def show_goals(request: Request) -> Response:
    """Show the goals in the groups that were asked for; by how they stand unless another way was asked for."""
    by = request.query.text("by")
    by = by if by in {_VALUE, _DOMAIN} else _STATE
    groups = _groups(request, by)
    return page(
        request,
        "goals/list.html",
        by=by,
        groups=groups,
        starters=starters(),
        seen=seen_by(request.pages, request.today),
        has_plans=bool(plans(request.pages, every=True)),
        has_ended=any(goal.status in {"completed", "let-go"} for goal in goals(request.pages, every=True)),
        state=partial(state_words, request.texts),
        target=partial(target_words, request.texts),
        hides_numbers=numbers.are_hidden(request),
    )


def _groups(request: Request, by: str) -> Sequence[GoalGroup]:
    if by == _DOMAIN:
        return goals_by_domain(request.pages)
    if by == _VALUE:
        return goals_by_value(request.pages)
    _ = request.texts.gettext
    every = goals(request.pages, every=True)
    named = (("active", _("Open")), ("paused", _("Resting")), ("completed", _("Done")), ("let-go", _("Let go")))
    groups = (
        GoalGroup(id=status, name=name, goals=tuple(goal for goal in every if goal.status == status))
        for status, name in named
    )
    return [group for group in groups if group.goals]


ROUTES: Final[tuple[Route, ...]] = (get("/goals", show_goals),)
