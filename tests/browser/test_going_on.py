"""Going on while something is being sent: what was pressed last is where one arrives, and nothing is lost.

The window sends as slowly as each test says; nothing is slow in the app itself.
"""

import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from tests.support.web_browser import Window, window_on
from tests.support.web_here import app_here
from tests.support.web_seed import Seeded

A_LITTLE_MS: Final = 300
LONGER_THAN_ANYBODY_WAITS_MS: Final = 2500
SLOWLY: Final = """
(ms) => {
  const fetch = window.fetch;
  let tell;
  window.answered = new Promise((told) => { tell = told; });
  window.fetch = async (path, options = {}) => {
    if (options.method === "POST" && !path.startsWith("/draft")) {
      await new Promise((wake) => { window.setTimeout(wake, ms); });
      const answer = await fetch(path, options);
      window.setTimeout(() => { tell(true); }, 100);
      return answer;
    }
    return fetch(path, options);
  };
}
"""


@pytest.fixture
def window(browser: Browser, grown_home: Seeded, tmp_path: Path) -> Generator[Window]:
    """Show the values of a copy of the journal."""
    with (
        app_here(Path(shutil.copytree(grown_home.home, tmp_path / "home"))) as app,
        window_on(browser, app.origin, app.launch_url()) as opened,
    ):
        opened.visit("/values")
        opened.page.get_by_role("heading", level=1, name="Values").wait_for()
        yield opened


def names_and_goes_on(window: Window, name: str, slow_ms: int) -> None:
    """Name a value, and press the link to the parts of life before the answer is there."""
    window.page.evaluate(SLOWLY, slow_ms)
    window.page.get_by_label("What would you call it?").fill(name)
    window.page.evaluate("""
        () => {
          const named = [...document.querySelectorAll("main button")].find((it) => it.textContent.includes("Name it"));
          named.click();
          document.querySelector('main a[href="/domains"]').click();
        }
    """)


@pytest.mark.parametrize("slow_ms", [0, A_LITTLE_MS, LONGER_THAN_ANYBODY_WAITS_MS])
def test_the_answer_to_what_was_sent_does_not_take_the_place_of_where_one_went(window: Window, slow_ms: int) -> None:
    names_and_goes_on(window, "Courage", slow_ms)

    window.page.get_by_role("heading", level=1, name="Parts of life").wait_for()
    # Not `wait_for_function`: what it asks again and again is evaluated by the page, whose policy forbids that.
    assert window.page.evaluate("window.answered")
    assert window.path == "/domains"
    window.visit("/values")
    window.wait_for("Courage")
    assert window.notes == {}


def test_what_is_refused_keeps_its_form_and_whoever_was_about_to_go(window: Window) -> None:
    names_and_goes_on(window, "   ", A_LITTLE_MS)

    window.page.locator("main form .refused").wait_for()
    assert window.path == "/values"
    expect(window.page.get_by_label("What would you call it?")).to_have_value("   ")


def test_what_is_refused_is_said_to_whoever_has_gone_on_already(window: Window) -> None:
    names_and_goes_on(window, "   ", LONGER_THAN_ANYBODY_WAITS_MS)

    window.page.get_by_role("heading", level=1, name="Parts of life").wait_for()
    window.page.locator("main > .refused").wait_for()
    assert window.path == "/domains"


def test_the_way_back_waits_for_a_refusal_as_well(window: Window) -> None:
    window.visit("/compass")
    window.page.get_by_role("heading", level=1, name="Compass").wait_for()
    window.visit("/values")
    window.page.get_by_role("heading", level=1, name="Values").wait_for()
    names_and_goes_on(window, "   ", A_LITTLE_MS)
    window.page.go_back()

    window.page.locator("main form .refused").wait_for()
    assert window.path == "/values"
    window.page.go_back()
    window.page.get_by_role("heading", level=1, name="Compass").wait_for()
