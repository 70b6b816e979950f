"""Moments of choice, as they were noted.

It counts nothing.
"""

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table
from whyward.journal.projections.choices import choice_points
from whyward.sheet.wording import words


def show_choices(face: Face) -> None:
    """Show moments of choice, the latest first."""
    found = with_pages(face, choice_points)
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("Nothing noted. A moment of choice: whyward choice SITUATION")
        return
    rows = [
        [
            short(one.id),
            one.on.isoformat(),
            one.situation,
            "; ".join(one.away),
            "; ".join(one.toward),
            words(one.went),
        ]
        for one in found
    ]
    print_table(("id", "day", "when", "away", "toward", "went"), rows)
