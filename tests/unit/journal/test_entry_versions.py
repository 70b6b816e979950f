"""Texts are never lost to a merge: edits that did not see each other are both kept until the person settles it."""

import itertools

import pytest

from tests.support.happenings import LAPTOP, PHONE, id_of, recorded
from tests.support.notebook import Notebook
from whyward.journal.errors import NotFound, Refused
from whyward.journal.events.entries import EntryEdited, EntryWritten
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.intentions.entries import BinEntry, EditEntry, SettleConflict, UnbinEntry, WriteEntry
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.pages import Pages
from whyward.journal.projections.entries import conflicts, entries, entry_shown, search

ENTRY = id_of("n", 1)
WRITTEN = recorded(EntryWritten(entry_id=ENTRY, occurred_at=1, body="one", title="t"), 1)


def edited(hlc: int, base: int, body: str | None, title: str | None = None) -> Recorded:
    """Return an edit, numbered by its clock, of the version with another clock."""
    edit = EntryEdited(entry_id=ENTRY, base_event_id=id_of("e", base), body=body, title=title)
    return recorded(edit, hlc)


def texts(*events: Recorded) -> list[str]:
    """Return the versions, the same for every order of arrival."""
    found: set[tuple[str, ...]] = set()
    for order in itertools.permutations(events):
        pages = Pages()
        pages.merge(order)
        entry = pages.entry(ENTRY)
        assert entry is not None
        found.add(tuple(version.text for version in entry.versions))
    (only,) = found
    return list(only)


def taken_back(hlc: int, target: int) -> Recorded:
    """Return a retraction."""
    return recorded(EventRetracted(target_event_id=id_of("e", target), why="undo"), hlc)


@pytest.mark.parametrize(
    ("events", "versions"),
    [
        ((edited(2, 1, "two"),), ["two"]),
        ((edited(2, 1, "two"), edited(3, 2, "three")), ["three"]),
        ((edited(2, 1, "two"), edited(3, 1, "other")), ["other", "two"]),
        ((edited(2, 1, "same"), edited(3, 1, "same")), ["same"]),
        ((edited(2, 1, "two"), edited(3, 1, "other"), edited(4, 3, "later")), ["later", "two"]),
        ((edited(2, 1, None, title="new"),), ["one"]),
        ((edited(2, 1, None, title="new"), edited(3, 2, "three")), ["three"]),
        ((edited(2, 9, "two"),), ["two", "one"]),
        ((edited(2, 1, "two"), taken_back(3, 2)), ["one"]),
        ((edited(2, 1, "two"), edited(3, 2, "three"), taken_back(4, 2)), ["three"]),
        ((edited(2, 3, "two"), edited(3, 2, "three")), ["three", "one"]),
    ],
)
def test_versions_are_the_texts_that_no_other_text_was_made_from(
    events: tuple[Recorded, ...], versions: list[str]
) -> None:
    assert texts(WRITTEN, *events) == versions


def two_versions() -> tuple[Notebook, Notebook, str]:
    """Return two devices that edited one entry without seeing each other, then met."""
    laptop, phone = Notebook(LAPTOP), Notebook(PHONE)
    phone.hear(laptop.wish(WriteEntry(body="draft")))
    entry = next(laptop.pages.entries()).entry_id.hex()
    from_laptop = laptop.wish(EditEntry(entry=entry, body="from the laptop"))
    from_phone = phone.wish(EditEntry(entry=entry, body="from the phone"))
    laptop.hear(from_phone)
    phone.hear(from_laptop)
    return laptop, phone, entry


def test_a_conflict_is_listed_until_it_is_settled() -> None:
    laptop, phone, entry = two_versions()
    (conflict,) = conflicts(laptop.pages)
    assert {version.text for version in conflict.versions} == {"from the laptop", "from the phone"}
    assert conflicts(laptop.pages) == conflicts(phone.pages)

    phone.hear(laptop.wish(SettleConflict(entry=entry, keep="2")))
    assert conflicts(phone.pages) == []
    shown = entry_shown(phone.pages, bytes.fromhex(entry))
    assert shown is not None
    assert shown.body == conflict.versions[1].text
    with pytest.raises(Refused):
        phone.wish(SettleConflict(entry=entry))


def test_a_merged_text_takes_the_place_of_both_and_can_be_taken_back() -> None:
    laptop, _, entry = two_versions()
    laptop.wish(SettleConflict(entry=entry, keep="1", merged_text="from both"))
    assert [found.body for found in entries(laptop.pages)] == ["from both"]

    laptop.wish(Undo())
    assert len(conflicts(laptop.pages)) == 1


@pytest.mark.parametrize("keep", ["0", "3", "ffff", "x"])
def test_a_version_that_is_none_is_refused(keep: str) -> None:
    laptop, _, entry = two_versions()
    with pytest.raises(NotFound):
        laptop.wish(SettleConflict(entry=entry, keep=keep))


def test_an_edit_of_the_version_seen_says_which() -> None:
    laptop, _, entry = two_versions()
    seen = conflicts(laptop.pages)[0].versions[1]
    laptop.wish(EditEntry(entry=entry, body="better", base=seen.event_id.hex()))

    texts_now = [version.text for version in conflicts(laptop.pages)[0].versions]
    assert texts_now[0] == "better"
    assert seen.text not in texts_now


def test_the_bin_hides_from_lists_and_search_and_gives_back() -> None:
    notebook = Notebook()
    notebook.wish(WriteEntry(body="a calm morning", tags=("sea",)))
    entry = entries(notebook.pages)[0].id.hex()
    assert len(search(notebook.pages, "calm")) == 1
    notebook.wish(BinEntry(entry=entry))
    assert (entries(notebook.pages), search(notebook.pages, "calm")) == ([], [])
    assert len(entries(notebook.pages, binned=True)) == 1
    with pytest.raises(Refused):
        notebook.wish(BinEntry(entry=entry))

    notebook.wish(UnbinEntry(entry=entry))
    assert len(search(notebook.pages, "calm")) == 1
    with pytest.raises(Refused):
        notebook.wish(UnbinEntry(entry=entry))


def test_search_finds_beginnings_accents_titles_and_tags_and_forgets_old_words() -> None:
    notebook = Notebook()
    notebook.wish(WriteEntry(body="Ein Café am Meer", title="Sunday", tags=("sea",)))
    entry = entries(notebook.pages)[0].id.hex()
    for wanted in ("cafe", "mee", "sunday meer", "SEA", "“Café”!", "CAFE\u0301 am", "\u0301 cafe"):
        assert len(search(notebook.pages, wanted)) == 1, wanted
    for wanted in ("eer", "cafe lake", "", "***", "NOT"):
        assert search(notebook.pages, wanted) == [], wanted

    notebook.wish(EditEntry(entry=entry, body="A lake", title="", tags=()))
    assert [search(notebook.pages, wanted) for wanted in ("cafe", "sunday", "sea")] == [[], [], []]
    (found,) = search(notebook.pages, "lake")
    assert (found.own_title, found.title, found.tags) == (None, "A lake", ())
    kept_up = Pages.deserialize(notebook.pages.serialize())
    assert len(search(kept_up, "lake")) == 1
