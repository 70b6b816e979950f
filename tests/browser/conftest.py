"""What the tests in a real browser share: Chromium, a journal with something of everything in it, and axe-core.

The browser lives for one file of tests: Playwright holds the event loop of its thread, and other tests want theirs.
"""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.web_browser import chromium, launched
from tests.support.web_here import AppHere, app_here
from tests.support.web_seed import Seeded, seeded
from tools.axe import NotFetchedError, axe_source


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """Run the Chromium of this machine."""
    path = chromium()
    if path is None:
        pytest.skip("there is no Chromium on this machine; on Debian and Ubuntu: apt install chromium")
    with sync_playwright() as playwright:
        running = launched(playwright, path)
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script of axe-core."""
    try:
        return axe_source()
    except NotFetchedError as error:
        pytest.skip(f"axe-core is not here, and could not be fetched: {error}")


@pytest.fixture(scope="session")
def grown_home(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    """Make a journal with something of everything in it, once."""
    return seeded(tmp_path_factory.mktemp("grown") / "home")


@pytest.fixture(scope="module")
def grown(grown_home: Seeded, tmp_path_factory: pytest.TempPathFactory) -> Generator[AppHere]:
    """Serve a copy of that journal, for the tests of one file."""
    home = Path(shutil.copytree(grown_home.home, tmp_path_factory.mktemp("copy") / "home"))
    with app_here(home) as app:
        yield app
