"""On this day: what was written on the same day of earlier years, for whoever asked to be shown it.

Entries in the bin are out of it.
"""

from datetime import date

from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.pages import Pages
from whyward.journal.projections.entries import Entry, entries
from whyward.journal.projections.wanted import Wanted

ON_THIS_DAY = "on_this_day"
"""The preference that lets it be shown; without it there is nothing."""

_YEARS_MAX = 50


def is_wanted(pages: Pages) -> bool:
    """Whether the person turned it on."""
    preference = pages.one(PREFERENCES, ON_THIS_DAY.encode())
    return preference is not None and preference.value is True


def on_this_day(pages: Pages, today: date) -> list[Entry]:
    """Return entries of this day in earlier years, the latest first; none unless the person turned it on."""
    if not is_wanted(pages):
        return []
    found: list[Entry] = []
    for year in range(today.year - 1, max(today.year - _YEARS_MAX, 1970) - 1, -1):
        try:
            day = today.replace(year=year)
        except ValueError:
            continue  # 29 February has no such day in most years.
        found += entries(pages, Wanted(first=day, last=day))
    return found
