"""What was in the way, and what the person did then.

It counts nothing.
"""

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import short
from whyward.cli.shown.values import words
from whyward.cli.tables import print_table
from whyward.journal.projections.barriers import Barrier, barriers


def show_barriers(face: Face) -> None:
    """Show barriers, the latest first."""
    found = with_pages(face, barriers)
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("Nothing noted. When something is in the way: whyward barrier KIND")
        return
    rows = [
        [short(one.id), one.on.isoformat(), _kind(one), one.goal or "", one.situation or "", words(one.response or "")]
        for one in found
    ]
    print_table(("id", "day", "in the way", "before the goal", "when", "then"), rows)


def _kind(one: Barrier) -> str:
    return one.custom or words(one.kind)
