"""The generated reference pages are what the code says today, on any screen.

A page is mended with `just reference`, never by hand.
"""

import pytest

from tools.reference.pages import FOLDER, PAGES
from whyward.journal.events.catalogue import KINDS
from whyward.protocol.errors import Code
from whyward.relay.config import FIELDS, PREFIX

each_page = pytest.mark.parametrize("name", PAGES)


@each_page
def test_a_reference_page_says_what_the_code_says(name: str) -> None:
    stale = f"{name} is stale; write it anew with: just reference"

    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name](), stale


@each_page
def test_a_page_does_not_depend_on_the_terminal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    narrow = PAGES[name]()
    monkeypatch.setenv("COLUMNS", "200")

    assert PAGES[name]() == narrow


def test_every_kind_setting_and_code_has_its_heading() -> None:
    """A generator that leaves something out would agree with its own page."""
    assert all(f"### `{kind}`\n" in PAGES["events.md"]() for kind in KINDS)
    assert all(f"## `{PREFIX}{name.upper()}`\n" in PAGES["settings.md"]() for name in FIELDS)
    assert all(f"### `{code}`\n" in PAGES["errors.md"]() for code in Code)
