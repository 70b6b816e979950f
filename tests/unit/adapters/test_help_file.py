"""The plain file for before unlock: there if wanted, for this user alone, as the journal has it, and gone when not."""

import stat
from pathlib import Path

import pytest

from tests.support.notebook import Notebook
from whyward.adapters.help_file import (
    has_help_file,
    read_help_file,
    refresh_help_file,
    remove_help_file,
    write_help_file,
)
from whyward.journal.errors import Refused
from whyward.journal.intentions.support import AddHelpline, ChooseHelpRegion, KeepSupportPlan, Person
from whyward.journal.projections.help_now import help_now


def kept() -> Notebook:
    """A notebook with a plan, a region and a line."""
    notebook = Notebook()
    notebook.wish(
        KeepSupportPlan(people_to_ask=(Person(name="Anna"),), instructions="Ring me", reasons="The sea"),
        ChooseHelpRegion(region="gb"),
        AddHelpline(name="Night line", phone="123"),
    )
    return notebook


def test_it_holds_what_was_agreed_to_and_no_more(tmp_path: Path) -> None:
    notebook = kept()
    write_help_file(tmp_path, notebook.pages)
    (path,) = tmp_path.iterdir()

    assert read_help_file(tmp_path) == help_now(notebook.pages)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for words in ("Anna", "Ring me", "gb", "Night line"):
        assert words in path.read_text()
    assert "The sea" not in path.read_text()


def test_it_is_not_made_by_a_refresh_and_follows_the_journal_once_it_is_there(tmp_path: Path) -> None:
    notebook = kept()
    refresh_help_file(tmp_path, notebook.pages)
    assert not has_help_file(tmp_path)

    write_help_file(tmp_path, notebook.pages)
    notebook.wish(KeepSupportPlan(people_to_ask=(Person(name="Ben"),)))
    refresh_help_file(tmp_path, notebook.pages)
    found = read_help_file(tmp_path)
    assert found is not None
    assert [one.name for one in found.people] == ["Ben"]


def test_it_goes_and_going_twice_is_no_matter(tmp_path: Path) -> None:
    write_help_file(tmp_path, kept().pages)
    remove_help_file(tmp_path)
    remove_help_file(tmp_path)

    assert read_help_file(tmp_path) is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"people": [1]}', b"\xff\xfe", b" " * ((1 << 20) + 1)])
def test_one_that_is_odd_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "help.json").write_bytes(content)

    assert read_help_file(tmp_path) is None


def test_a_link_and_a_folder_in_its_place_count_as_none(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    write_help_file(tmp_path, kept().pages)
    (tmp_path / "help.json").rename(elsewhere)
    (tmp_path / "help.json").symlink_to(elsewhere)
    assert read_help_file(tmp_path) is None
    assert not has_help_file(tmp_path)

    (tmp_path / "help.json").unlink()
    (tmp_path / "help.json").mkdir()
    assert read_help_file(tmp_path) is None
    with pytest.raises(Refused, match="cannot be changed"):
        write_help_file(tmp_path, kept().pages)
