"""The parts of life, and which values show up in each.

An empty one is a place, not a gap.
"""

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.tables import print_table
from whyward.journal.projections.domains import Domain, domain_map
from whyward.sheet.wording import words


def show_domains(face: Face) -> None:
    """Show every part of life in the person's order, those left out marked."""
    found = with_pages(face, lambda pages: domain_map(pages, every=True))
    if face.as_json:
        face.give(found)
        return
    rows = [
        [one.id, one.name, _values(one), str(one.open_goals or ""), "left out" if one.hidden else ""] for one in found
    ]
    print_table(("key", "called", "values there", "goals", ""), rows)
    for one in found:
        for vision in one.visions:
            face.show(f"\n{one.name}: who you want to be there\n  {vision.text}")


def _values(domain: Domain) -> str:
    return ", ".join(f"{value.value}: {words(value.shows_up)}" for value in domain.values)
