"""Where the goals with levels stand, in words; in numbers for whoever asks."""

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table
from whyward.journal.projections.attained import Attained, attained


def show_attained(face: Face, *, numbers: bool) -> None:
    """Show each goal with the level last said; with `numbers` also the one over all of them."""
    found = with_pages(face, attained)
    if face.as_json:
        face.give(found)
        return
    if not found.goals:
        face.show("No goal has levels. Say what one looks like: whyward goal scale G --hoped TEXT")
        return
    print_table(("id", "goal", "where it is", "said on"), [_row(one, numbers=numbers) for one in found.goals])
    if numbers and found.together is not None:
        face.show(f"Together: {found.together:.1f} (50 is what you hoped)")


def _row(one: Attained, *, numbers: bool) -> list[str]:
    level = "" if one.level is None or not numbers else f"{one.level:+d}  "
    return [short(one.id), one.statement, level + (one.text or "not said yet"), one.on.isoformat() if one.on else ""]
