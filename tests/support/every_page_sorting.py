"""All that a face can read about sorts, and about values then and now.

It compares nothing itself.
"""

from itertools import pairwise

from tests.support.happenings import DAY
from whyward.journal.pages import Pages
from whyward.journal.projections.sorts import next_card, sort_shown, sorts, suggested_domains
from whyward.journal.projections.then_and_now import first_day, rename_trail, sorts_then_and_now, values_then_and_now
from whyward.journal.projections.values import current_values


def sorting_shown(pages: Pages) -> list[object]:
    """Read it all."""
    every, values = sorts(pages), current_values(pages, DAY, every=True)
    return [
        every,
        [sort_shown(pages, sort.id) for sort in every],
        [next_card(sort, "calm") for sort in every],
        [suggested_domains(pages, sort, {"calm": ("health", "grow")}) for sort in every],
        [sorts_then_and_now(then, now) for now, then in pairwise(every)],
        values_then_and_now(values[1:], values),
        [rename_trail(pages, value.id) for value in values],
        first_day(pages),
    ]
