"""What waits to be settled: entries, reflections, pieces and reviews of which two texts did not see each other.

Neither text is called wrong.
"""

import msgspec

from whyward.cli.face import Face
from whyward.cli.shown.entries import EntryShown, VersionShown, entry_document
from whyward.cli.shown.ids import short
from whyward.cli.shown.reflections import version_documents
from whyward.cli.tables import print_table
from whyward.content.review import question_of
from whyward.journal.pages import Pages
from whyward.journal.projections.entries import conflicts
from whyward.journal.projections.exploring import apart
from whyward.journal.projections.reviews import reviews_apart


class ApartShown(msgspec.Struct, frozen=True, kw_only=True):
    """A reflection or a piece with more than one text, for programs; `noun` says which it is."""

    id: bytes
    noun: str
    title: str
    versions: list[VersionShown]


class Waiting(msgspec.Struct, frozen=True):
    """All that waits."""

    entries: list[EntryShown]
    others: list[ApartShown]


def waiting(pages: Pages) -> Waiting:
    """Return what waits to be settled, the latest first by noun."""
    reflections, pieces = apart(pages)
    others = [
        ApartShown(id=one.id, noun="reflection", title=one.prompt, versions=version_documents(one.versions))
        for one in reflections
    ]
    others += [
        ApartShown(id=one.id, noun="creative", title=one.title, versions=version_documents(one.versions))
        for one in pieces
    ]
    others += [
        ApartShown(
            id=one.id,
            noun="review",
            title=question_of(part.field, part.shown),
            versions=version_documents(part.versions),
        )
        for one in reviews_apart(pages)
        for part in one.parts
        if len(part.versions) > 1
    ]
    return Waiting([entry_document(entry) for entry in conflicts(pages)], others)


def print_waiting(face: Face, found: Waiting) -> None:
    """Print what waits, each with its texts by number."""
    if face.as_json:
        face.give([*found.entries, *found.others])
        return
    titles = [(f"entry:{short(one.id)}", one.title, one.versions) for one in found.entries]
    titles += [(f"{one.noun}:{short(one.id)}", one.title, one.versions) for one in found.others]
    if not titles:
        face.show("Nothing waits to be settled.")
        return
    rows = [
        [ref, title, str(number), version.text]
        for ref, title, versions in titles
        for number, version in enumerate(versions, start=1)
    ]
    print_table(("what", "title", "no", "text"), rows)
