"""All that a face can read of exploring in some pages, in one list.

It compares nothing itself.
"""

from datetime import date

from whyward.journal.pages import Pages
from whyward.journal.projections.exploring import (
    apart,
    finished_primers,
    glimpses_shown,
    pieces,
    quiet_prompts,
    reflections,
    sorted_cards,
    start_of,
    worksheets,
)
from whyward.journal.projections.why import why_trail


def exploring_shown(pages: Pages, today: date) -> list[object]:
    """Read all that a face can read of exploring."""
    every = reflections(pages)
    return [
        every,
        sorted(quiet_prompts(pages, today)),
        glimpses_shown(pages, every=True),
        pieces(pages),
        worksheets(pages),
        start_of(pages),
        finished_primers(pages),
        sorted_cards(pages, "values-vs-goals"),
        apart(pages),
        [why_trail(pages, f"reflection:{one.id.hex()}") for one in every],
        [why_trail(pages, f"creative:{one.id.hex()}") for one in pieces(pages)],
        [why_trail(pages, f"worksheet:{one.id.hex()}") for one in worksheets(pages)],
    ]
