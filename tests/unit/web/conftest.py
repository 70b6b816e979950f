"""Passphrases at the least cost that is ever accepted: a page's tests ask what it shows, not what a guess costs."""

import pytest

from whyward.journal import key_file
from whyward.journal.key_file import FLOOR


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost is asked for in tests/unit/adapters/test_home.py, and in tests/e2e by every passphrase."""
    monkeypatch.setattr(key_file.passphrase_key_file, "__defaults__", (FLOOR,))
