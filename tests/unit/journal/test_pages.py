"""The pages live in memory, are saved whole or not at all, and never raise for what they do not understand."""

import sqlite3
from pathlib import Path

import msgspec
import pytest

from tests.support.happenings import LAPTOP, PHONE, id_of, recorded
from tests.support.notebook import TODAY, Notebook
from whyward.journal.events.catalogue import KINDS
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.events.goals import GoalSet
from whyward.journal.folding.nouns import GOALS, VALUES
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.intentions.values import AddValue
from whyward.journal.pages import Pages, StalePages
from whyward.journal.projections.entries import search
from whyward.journal.projections.unknown import unknown_kinds
from whyward.journal.projections.values import current_values
from whyward.protocol.limits import INT_MAX
from whyward.protocol.segments import Tail


def odd(kind: str, raw: bytes, number: int, *, at: int = 0) -> Recorded:
    """Return an event of any kind with any body."""
    return Recorded(Event(id_of("e", number), kind, number, at, 1439, id_of("a", 1), raw), LAPTOP)


def test_heads_and_the_highest_clock_are_saved_with_the_pages() -> None:
    pages = Pages()
    assert (pages.max_hlc, pages.heads) == (0, {})
    pages.merge([odd("star-counted.1", b"", 7), odd("star-counted.1", b"", 3)])
    pages.set_heads({LAPTOP: Tail(2, b"h" * 32), PHONE: Tail(0, b"z" * 32)})
    opened = Pages.deserialize(pages.serialize())

    assert opened.max_hlc == 7
    assert opened.heads == {LAPTOP: Tail(2, b"h" * 32), PHONE: Tail(0, b"z" * 32)}


def test_heads_are_no_part_of_the_state() -> None:
    pages, other = Pages(), Pages()
    other.set_heads({LAPTOP: Tail(1, b"h" * 32)})

    assert pages.state_hash() == other.state_hash()


@pytest.mark.parametrize("saved", [b"", b"x", b"SQLite format 3\0" + bytes(4096)])
def test_what_are_no_saved_pages_is_said_to_be_stale(saved: bytes) -> None:
    with pytest.raises(StalePages):
        Pages.deserialize(saved)


def test_pages_of_another_version_are_stale() -> None:
    db = sqlite3.connect(":memory:")
    db.deserialize(Pages().serialize())
    db.execute("UPDATE facts SET value = x'00' WHERE name = 'version'")
    db.commit()
    saved = db.serialize()
    db.close()

    with pytest.raises(StalePages):
        Pages.deserialize(saved)


def test_a_damaged_page_is_no_crash_of_another_kind() -> None:
    saved = bytearray(Pages().serialize())
    saved[100:4000] = b"\xff" * 3900
    with pytest.raises(StalePages):
        Pages.deserialize(bytes(saved))


def test_a_batch_is_taken_whole_or_not_at_all() -> None:
    pages = Pages()
    good = recorded(GoalSet(goal_id=id_of("g", 1), statement="x", kind="once", measure="done", proposed_by="me"), 1)
    unfit = Recorded(Event(id_of("e", 2), "x.1", 1 << 64, 0, 0, id_of("a", 1), b""), LAPTOP)
    with pytest.raises(OverflowError):
        pages.merge([good, unfit])

    assert pages.count() == 0
    assert pages.all(GOALS) == []
    pages.merge([good])
    assert len(pages.all(GOALS)) == 1


@pytest.mark.parametrize("raw", [b"", b"\x80", b"\xc1", b"\x91" * 100_000, b"\x81\xa1x\xff"])
@pytest.mark.parametrize("kind", [*KINDS, "star-counted.1", "goal-set.2", "goal-set.999"])
def test_no_body_of_any_kind_crashes_the_pages(kind: str, raw: bytes) -> None:
    pages = Pages()
    pages.merge([odd(kind, raw, 1, at=INT_MAX)])
    needs_nothing = kind in KINDS and not any(field.required for field in msgspec.structs.fields(KINDS[kind].type))

    assert pages.count() == 1
    if needs_nothing and raw.startswith((b"\x80", b"\x81")):
        # A body of no fields is all that such a kind has to say; one of a strange field more is read past it.
        assert [one.unreadable for one in unknown_kinds(pages)] == [0] * raw.startswith(b"\x81")
        return
    assert [(one.kind, one.unreadable, one.newer_fields) for one in unknown_kinds(pages)] == [(kind, 1, 0)]
    assert pages.state_hash() != Pages().state_hash()


def test_the_state_tells_apart_what_cannot_be_read() -> None:
    one, two = Pages(), Pages()
    one.merge([odd("star-counted.1", b"1", 1)])
    two.merge([odd("star-counted.1", b"2", 1)])

    assert one.state_hash() != two.state_hash()


def test_as_of_knows_when_a_persons_days_end() -> None:
    notebook = Notebook()  # It is six in the morning where they are.
    notebook.wish(AddValue(name="Calm"))
    assert [value.name for value in current_values(notebook.pages.as_of(TODAY), TODAY)] == ["Calm"]
    day_before = TODAY.replace(day=3)
    assert notebook.pages.as_of(day_before).all(VALUES) == []

    notebook.wish(SetPreference(key="day-ends-at", value="07:00"))
    assert len(notebook.pages.as_of(day_before).all(VALUES)) == 1


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs a list of this process's open files")
def test_nothing_is_ever_on_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by sorting, searching, saving, or spilling a large transaction."""
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    notebook = Notebook()
    made = notebook.wish(WriteEntry(body="canary " * 30_000), AddValue(name="Calm"))
    wide = [
        Recorded(Event(id_of("m", n), one.event.kind, n, n, 0, id_of("a", n), one.event.body), LAPTOP)
        for n in range(40)
        for one in made
    ]
    before, opened = _open_files(), set[str]()
    for use in (lambda: notebook.pages.merge(wide), lambda: search(notebook.pages, "canary"), notebook.pages.serialize):
        use()
        opened |= _open_files() - before

    assert opened == set()
    assert list(tmp_path.iterdir()) == []
    assert notebook.pages._db.execute("PRAGMA temp_store").fetchone() == (2,)
    assert notebook.pages._db.execute("PRAGMA database_list").fetchall() == [(0, "main", "")]


def _open_files() -> set[str]:
    """List what this process has open; a listing's own handle is gone before it can be asked about."""
    return {str(fd.readlink()) for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()}
