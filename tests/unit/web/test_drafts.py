"""Drafts: what is typed is there again after a crash, sealed on this device alone, and nothing of it can be read."""

import base64
import zlib
from pathlib import Path

import pytest

from tests.support.web_desk import app_at, window_at, window_of
from tests.support.world import SeededEntropy
from whyward.adapters.ciphers import SuiteOne
from whyward.journal.drafts import DRAFT_CHARACTERS_MAX, DRAFTS_MAX, Drafts
from whyward.journal.errors import BadInput

CANARY = "a canary that nobody may read"
KEY = bytes(range(32))


class _Shelf:
    """Keeps the saved bytes in memory."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.saved: bytes | None = None

    def load(self) -> bytes | None:
        """See `SnapshotStore`."""
        return self.saved

    def save(self, sealed: bytes) -> None:
        """See `SnapshotStore`."""
        self.saved = sealed


def drafts_on(shelf: _Shelf, key: bytes = KEY) -> Drafts:
    """Open what lies on a shelf, as a start of the program does."""
    return Drafts(shelf, key, SuiteOne(), SeededEntropy("drafts"))


def test_what_was_typed_is_there_after_a_restart() -> None:
    shelf = _Shelf()
    drafts_on(shelf).keep("entry:new", [("body", CANARY), ("value", "a"), ("value", "b")])

    again = drafts_on(shelf)

    assert again.at("entry:new") == {"body": CANARY, "value": "b"}
    assert again.pairs_at("entry:new") == (("body", CANARY), ("value", "a"), ("value", "b"))


def test_a_draft_goes_when_it_was_recorded_or_emptied() -> None:
    shelf = _Shelf()
    drafts = drafts_on(shelf)
    drafts.keep("b", [("body", "x")])
    drafts.keep("a", [("body", "x")])

    drafts.keep("b", [("body", "  ")])
    assert (drafts.places(), drafts_on(shelf).places()) == (("a",), ("a",))
    drafts.forget("a")
    assert (drafts.places(), drafts_on(shelf).places()) == ((), ())


def test_the_latest_places_are_kept() -> None:
    drafts = drafts_on(_Shelf())
    for number in range(DRAFTS_MAX + 2):
        drafts.keep(str(number), [("body", "x")])

    assert len(drafts.places()) == DRAFTS_MAX
    assert drafts.places()[0] == str(DRAFTS_MAX + 1)
    assert not drafts.at("0")


def test_more_than_a_page_can_hold_is_refused_and_what_was_there_stays() -> None:
    drafts = drafts_on(_Shelf())
    drafts.keep("a", [("body", "x")])

    with pytest.raises(BadInput):
        drafts.keep("a", [("body", "x" * DRAFT_CHARACTERS_MAX)])

    assert drafts.at("a") == {"body": "x"}


def test_another_key_and_a_changed_file_open_nothing() -> None:
    shelf = _Shelf()
    drafts_on(shelf).keep("a", [("body", CANARY)])
    assert shelf.saved is not None

    assert not drafts_on(shelf, bytes(32)).places()
    whole = shelf.saved
    for place in (0, 31, 32, len(whole) - 1):
        shelf.saved = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        assert not drafts_on(shelf).places()
    for cut in (0, 10, 40):
        shelf.saved = whole[:cut]
        assert not drafts_on(shelf).places()


def test_each_save_has_a_salt_of_its_own() -> None:
    shelf = _Shelf()
    drafts = drafts_on(shelf)
    drafts.keep("a", [("body", CANARY)])
    first = shelf.saved or b""
    drafts.keep("a", [("body", CANARY)])
    second = shelf.saved or b""

    assert first[:32] != second[:32]
    assert first[32:48] != second[32:48]


def everything_below(folder: Path) -> bytes:
    """Return the bytes of all files of a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_nothing_of_a_draft_can_be_read_on_the_disk(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert (await window.post("/draft", {"place": "entry:new", "body": CANARY})).status == 204
        assert window.journal.drafts.at("entry:new") == {"body": CANARY}

    raw = everything_below(tmp_path)
    for form in (CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode().hex().encode()):
        assert form not in raw
    assert base64.b64encode(CANARY.encode()).rstrip(b"=")[:-2] not in raw
    assert zlib.compress(CANARY.encode())[2:-4] not in raw
    async with app_at(tmp_path / "home") as app:
        await app.desk.unlock("")
        assert app.desk.journal.drafts.at("entry:new") == {"body": CANARY}


async def test_a_form_that_was_taken_lets_its_draft_go_and_one_that_was_refused_keeps_it(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        drafts = window.journal.drafts
        for body, is_kept in (("", True), ("Tea.", False)):
            drafts.keep("journal:new", [("body", CANARY)])
            await window.post("/journal/new", {"body": body, "draft-place": "journal:new"})
            assert bool(drafts.at("journal:new")) is is_kept


async def test_a_locked_desk_keeps_no_draft(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        assert (await window_of(app).post("/draft", {"place": "a", "body": CANARY})).path == "/welcome"
