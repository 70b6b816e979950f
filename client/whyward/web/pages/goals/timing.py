"""When something could be done: once, or in a rhythm, by the clock on the wall. Not doing it is fine.

Times are no reminders; those are set apart, and are off until somebody wants them.
"""

from datetime import date
from typing import Final

from whyward.journal.intentions.striving import ClearSchedule, ScheduleStep
from whyward.journal.projections.goal_page import Times, goal_page
from whyward.journal.rhythm import wall_time
from whyward.web.form import FieldRefused
from whyward.web.pages.goals.wording import goal_in_path
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_times(request: Request) -> Response:
    """Show the times of a goal and of its steps, and ask for more."""
    _ = request.texts.gettext
    goal = goal_page(request.pages, bytes.fromhex(goal_in_path(request)), request.today)
    return page(
        request,
        "goals/times.html",
        goal=goal,
        today=request.today,
        start_of=_start_of,
        step=request.query.text("step"),
        rhythms=(
            ("once", _("once")),
            ("day", _("every day")),
            ("weekdays", _("on weekdays")),
            ("week", _("every week on that day")),
            ("two-weeks", _("every two weeks")),
            ("month", _("every month")),
        ),
    )


def _start_of(times: Times) -> date:
    """Return the day on which it could be first; what is in no calendar begins with it."""
    moment = wall_time(times.start_local)
    return date.min if moment is None else moment.date()


async def schedule(request: Request) -> Response:
    """Give times."""
    form, _, goal = request.form, request.texts.gettext, goal_in_path(request)
    start, at = form.day("start") or request.today, form.text("at").strip() or "12:00"
    if len(at) != len("12:00"):
        raise FieldRefused("at", _("That time did not work"), hint=_("Try 18:30. Your text is safe."))
    every = form.optional("every")
    wish = ScheduleStep(
        goal=goal,
        step=form.optional("step"),
        start=f"{start.isoformat()}T{at}",
        every=None if every == "once" else every,
        until=form.day("until"),
        minutes=form.number("minutes"),
        place=form.optional("place"),
    )
    request.say(_("It has its times now. Not doing it is fine."), await request.journal.record(wish))
    return see_other(f"/goals/{goal}")


async def clear(request: Request) -> Response:
    """Take times away."""
    goal = goal_in_path(request)
    wish = ClearSchedule(goal=goal, schedule=request.form.optional("schedule"))
    request.say(request.texts.gettext("The times are cleared."), await request.journal.record(wish))
    return see_other(f"/goals/{goal}/times")


ROUTES: Final[tuple[Route, ...]] = (
    get("/goals/{goal}/times", show_times),
    post("/goals/{goal}/times", schedule),
    post("/goals/{goal}/times/clear", clear),
)
