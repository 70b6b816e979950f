"""What an entry is about, and its star: what two devices did comes to one thing, and a link made apart stays."""

import msgspec
import pytest

from tests.support.apart import merged
from tests.support.happenings import id_of
from tests.support.notebook import Notebook
from whyward.journal.errors import JournalError, NotFound, Refused
from whyward.journal.events.entries import EntryLinked, EntryStarred, EntryUnlinked, EntryWritten
from whyward.journal.events.fields import Body
from whyward.journal.folding.entries import EntryRow
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.entries import LinkEntry, StarEntry, UnlinkEntry, WriteEntry
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.values import AddValue
from whyward.journal.projections.timeline import timeline


def written() -> Notebook:
    """A notebook with a value, a goal and an entry about the value."""
    notebook = Notebook()
    notebook.wish(AddValue(name="Kindness"), SetGoal(statement="Call"), WriteEntry(body="Tea", values=("Kindness",)))
    return notebook


def entry_of(notebook: Notebook) -> EntryRow:
    """Return the only entry."""
    (row,) = notebook.pages.entries()
    return row


def called(notebook: Notebook) -> str:
    """Return the id of the entry."""
    return entry_of(notebook).entry_id.hex()


def test_an_entry_is_linked_to_things_of_any_noun_and_unlinked_again() -> None:
    notebook = written()
    entry = called(notebook)
    notebook.wish(
        LinkEntry(entry=entry, to="Call"),
        LinkEntry(entry=entry, to="domain:health"),
        WriteEntry(body="More tea"),
    )
    other = next(row.entry_id for row in notebook.pages.entries() if row.entry_id.hex() != entry)
    notebook.wish(LinkEntry(entry=entry, to=f"entry:{other.hex()}"))
    row = notebook.pages.entry(bytes.fromhex(entry))
    assert row is not None
    assert (len(row.value_ids), len(row.goal_ids), row.domain_ids) == (1, 1, ("health",))
    assert row.links == (f"entry:{other.hex()}",)

    notebook.wish(UnlinkEntry(entry=entry, to="Kindness"), UnlinkEntry(entry=entry, to="domain:health"))
    row = notebook.pages.entry(bytes.fromhex(entry))
    assert row is not None
    assert (row.value_ids, len(row.goal_ids), row.domain_ids) == ((), 1, ())
    notebook.wish(Undo())
    row = notebook.pages.entry(bytes.fromhex(entry))
    assert row is not None
    assert row.domain_ids == ("health",)
    assert "Linked to health" in {moment.text.casefold().capitalize() for moment in timeline(notebook.pages)}


def test_a_star_comes_and_goes() -> None:
    notebook = written()
    entry = called(notebook)
    assert not entry_of(notebook).starred
    notebook.wish(StarEntry(entry=entry))
    assert entry_of(notebook).starred
    notebook.wish(StarEntry(entry=entry, on=False))
    assert not entry_of(notebook).starred


@pytest.mark.parametrize(
    ("wish", "refusal", "text"),
    [
        (LinkEntry(entry="", to="Kindness"), Refused, "about it already"),
        (LinkEntry(entry="", to="nothing"), NotFound, "No value or goal"),
        (LinkEntry(entry="", to="itself"), Refused, "about itself"),
        (UnlinkEntry(entry="", to="Call"), NotFound, "not about it"),
        (StarEntry(entry="", on=False), Refused, "no star"),
    ],
)
def test_what_would_change_nothing_is_refused(wish: Intention, refusal: type[JournalError], text: str) -> None:
    notebook = written()
    entry = called(notebook)
    assert isinstance(wish, LinkEntry | UnlinkEntry | StarEntry)
    asked = msgspec.structs.replace(wish, entry=entry)
    if isinstance(asked, LinkEntry) and asked.to == "itself":
        asked = msgspec.structs.replace(asked, to=f"entry:{entry}")

    with pytest.raises(refusal, match=text):
        notebook.wish(asked)


ENTRY = id_of("n", 1)
VALUE = "value:" + id_of("v", 1).hex()
WRITTEN = EntryWritten(entry_id=ENTRY, occurred_at=1, body="Tea", value_ids=(id_of("v", 1),))
LINKED = EntryLinked(entry_id=ENTRY, to=VALUE)


def entry_from(*bodies: tuple[Body, int]) -> EntryRow:
    """Return the entry that bodies come to, from two devices."""
    row = merged(*bodies).entry(ENTRY)
    assert row is not None
    return row


def test_a_link_made_apart_from_an_unlinking_stays_whatever_the_clocks_say() -> None:
    unlinked = EntryUnlinked(entry_id=ENTRY, to=VALUE, after=(id_of("e", 0),))

    assert entry_from((WRITTEN, 1), (unlinked, 2)).value_ids == ()
    assert entry_from((WRITTEN, 1), (unlinked, 3), (LINKED, 2)).value_ids == (id_of("v", 1),)
    assert entry_from((WRITTEN, 1), (unlinked, 2), (LINKED, 3)).value_ids == (id_of("v", 1),)


def test_an_unlinking_takes_every_link_it_names_and_of_that_thing_alone() -> None:
    both = EntryUnlinked(entry_id=ENTRY, to=VALUE, after=(id_of("e", 0), id_of("e", 1)))
    other = EntryUnlinked(entry_id=ENTRY, to="domain:health", after=(id_of("e", 0),))

    assert entry_from((WRITTEN, 1), (LINKED, 2), (both, 3)).value_ids == ()
    assert entry_from((WRITTEN, 1), (LINKED, 2), (other, 3)).value_ids == (id_of("v", 1),)


def test_of_two_stars_set_apart_the_later_counts() -> None:
    on, off = (EntryStarred(entry_id=ENTRY, on=state) for state in (True, False))

    assert entry_from((WRITTEN, 1), (on, 3), (off, 2)).starred
    assert not entry_from((WRITTEN, 1), (on, 2), (off, 3)).starred
