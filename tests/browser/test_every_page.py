"""Every page there is, in every light and width: it loads, keeps to itself, and axe-core finds nothing on it.

The table of routes is the list of pages, so a new page is looked at from the day it is there.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from tests.support.web_browser import WIDE, Window, window_on
from tests.support.web_here import AppHere, app_here
from tests.support.web_seed import Seeded, pages_of
from whyward.adapters.home import Lock
from whyward.journal.key_file import Unlock
from whyward.web.desk import Desk

AXE: Final = """
async (rules) => {
  const found = await axe.run(document, {
    runOnly: rules ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
    elementRef: false,
  });
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`));
}
"""
COLOURS: Final = ("color-contrast", "link-in-text-block")
ROOM: Final = ("scrollable-region-focusable", "target-size")
RULES: Final[Mapping[str, Sequence[str] | None]] = {
    "light": None,
    "dark": COLOURS,
    "forced colours": COLOURS,
    "320 px, reduced motion": None,
    "400 %": ROOM,
}
"""The rules of axe-core whose answer a mode may change; all of them where it is None."""

WIDTH, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 720}
MODES: Final[Mapping[str, Mapping[str, Any]]] = {
    "light": {"viewport": WIDTH, "color_scheme": "light"},
    "dark": {"viewport": WIDTH, "color_scheme": "dark"},
    "forced colours": {"viewport": WIDTH, "forced_colors": "active"},
    "320 px, reduced motion": {"viewport": NARROW, "reduced_motion": "reduce"},
    # What 400 % of zoom comes to: 1280 pixels of the screen are 320 of the page, and 256 high.
    "400 %": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}


def look(window: Window, path: str) -> list[str]:
    """Return what is wrong with a page at first sight."""
    told: list[str] = []
    window.visit(path)
    page = window.page
    if page.title() != "Whyward":
        told.append(f"the window is called {page.title()!r}")
    if page.locator("h1").count() != 1:
        told.append(f"{page.locator('h1').count()} main headings")
    if page.locator("[data-refusal]").count() or page.get_by_text("There is nothing at this address").count():
        told.append(f"no page: {page.locator('main').inner_text()[:120]!r}")
    told += [f"wider than the window: {json.dumps(wide, ensure_ascii=False)}" for wide in page.evaluate(WIDE)]
    told += [f"{kind}: {one}" for kind, ones in window.notes.items() for one in ones]
    for noted in window.notes.values():
        noted.clear()
    return told


@pytest.mark.parametrize("mode", MODES)
def test_every_page_loads_keeps_to_itself_and_is_accessible(
    mode: str, browser: Browser, grown: AppHere, grown_home: Seeded, axe: str
) -> None:
    told: list[str] = []
    with window_on(browser, grown.origin, grown.launch_url(), MODES[mode]) as window:
        window.page.evaluate(axe)
        for path in pages_of(grown_home):
            told += [f"{path}: {one}" for one in look(window, path)]
            told += [f"{path}: {one}" for one in window.page.evaluate(AXE, RULES[mode])]

    assert not told, "\n".join(told)


BEFORE_UNLOCKING: Final = ("/unlock", "/help-now", "/about", "/keys", "/accessibility", "/parts")
BEFORE_ANYTHING: Final = (
    "/welcome",
    "/welcome?step=safe",
    "/welcome?step=lock",
    "/welcome/join",
    "/help-now",
    "/about",
)


@pytest.mark.parametrize("mode", MODES)
def test_the_pages_before_a_journal_is_open_are_as_good(mode: str, browser: Browser, axe: str, tmp_path: Path) -> None:
    told: list[str] = []
    with app_here(tmp_path / "home") as app:
        for paths in (BEFORE_ANYTHING, BEFORE_UNLOCKING):
            with window_on(browser, app.origin, app.launch_url(), MODES[mode]) as window:
                window.page.evaluate(axe)
                for path in paths:
                    told += [f"{path}: {one}" for one in (*look(window, path), *window.page.evaluate(AXE, RULES[mode]))]
                    assert window.path == path
            app.do(lock_up(app.desk))

    assert not told, "\n".join(told)


async def lock_up(desk: Desk) -> None:
    """Make a journal with a passphrase, and lock it."""
    if not desk.exists:
        await desk.found(Lock(Unlock.PASSPHRASE, "several good words"))
    await desk.lock()
