"""Values on two days side by side: their places, and what moved.

Neither of the two is better.
"""

from datetime import date, timedelta
from typing import Final

from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.values import NO_VALUES
from whyward.cli.tables import print_table
from whyward.journal.pages import Pages
from whyward.journal.projections.then_and_now import Changed, first_day, values_then_and_now
from whyward.journal.projections.values import current_values

_USUAL_DAYS: Final = 90
_MOVED: Final = {
    "new": "new",
    "nearer": "nearer than then",
    "same": "where it was",
    "farther": "a little farther off",
    "resting": "resting",
    "left": "not with you now",
}


def show_then_and_now(face: Face, then: date | None, now: date | None) -> None:
    """Show what moved between two days."""
    changed = with_pages(face, lambda pages: _changed(pages, then, now))
    if face.as_json:
        face.give(changed)
        return
    if not changed:
        face.show(NO_VALUES)
        return
    rows = [[one.name, str(one.then or ""), str(one.now or ""), _MOVED.get(one.moved, "")] for one in changed]
    print_table(("value", "then", "now", ""), rows)


def _changed(pages: Pages, then: date | None, now: date | None) -> list[Changed]:
    today, begun = today_of(pages), first_day(pages)
    if begun is None:
        return []
    first, last = then or max(begun, today - timedelta(days=_USUAL_DAYS)), now or today
    first, last = min(first, last), max(first, last)
    later = pages if last >= today else pages.as_of(last)
    before = current_values(pages.as_of(first), first, every=True)
    return values_then_and_now(before, current_values(later, last, every=True))
