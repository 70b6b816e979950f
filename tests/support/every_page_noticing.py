"""All that a face can read of noticing and looking back, in one list.

It compares nothing itself.
"""

from datetime import date

from whyward.journal.pages import Pages
from whyward.journal.projections.checkins import checkins, closeness_lines, instruments
from whyward.journal.projections.insights import insights, kept_insights, silenced_rules
from whyward.journal.projections.moods import moods, moods_are_on
from whyward.journal.projections.on_this_day import on_this_day
from whyward.journal.projections.progress import progress_page
from whyward.journal.projections.reviews import comparisons, reviews
from whyward.journal.projections.targets import targets


def noticing_shown(pages: Pages, today: date) -> list[object]:
    """Read all of it."""
    checked = checkins(pages)
    return [
        checked,
        closeness_lines(checked),
        instruments(pages),
        targets(pages),
        moods(pages),
        moods_are_on(pages),
        reviews(pages),
        comparisons(pages),
        insights(pages, today),
        kept_insights(pages),
        silenced_rules(pages),
        progress_page(pages, today),
        on_this_day(pages, today),
    ]
