"""Today: three things at most that one could do, and two buttons.

Nothing on it piled up, and nothing on it counts what was not done.
"""

from typing import Final

from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.projections.goals import goals
from whyward.journal.projections.reminders import Now, reminders_due
from whyward.journal.projections.steps import days_toward
from whyward.journal.projections.today import today_page
from whyward.journal.projections.values import current_values
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get


async def show_today(request: Request) -> Response:
    """Show the day."""
    pages = request.pages
    hides = pages.one(PREFERENCES, b"hide_numbers")
    watch = request.desk.watch
    carried, open_goals = current_values(pages, request.today), goals(pages)
    now_ms, offset_minutes = request.desk.now()
    return page(
        request,
        "today/today.html",
        today=today_page(pages, request.today),
        day=request.texts.long_day(request.today),
        days=days_toward(pages),
        due=reminders_due(pages, Now(ms=now_ms, offset_minutes=offset_minutes)),
        hides_numbers=hides is not None and bool(hides.value),
        is_new=not pages.count(),
        begins=not (carried or open_goals),
        to_begin_with=carried[0] if carried and not open_goals else None,
        draft=request.journal.drafts.at("today:question"),
        trouble=watch is not None and bool(watch.weather.trouble),
    )


ROUTES: Final[tuple[Route, ...]] = (get("/", show_today),)
