"""Two windows on two devices in a real browser: a device comes in, and the pages go on by themselves as it does.

Nothing is loaded anew by the test: what a window shows after the other one did something, it was told.
"""

from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.cli_relay import relay_process
from tests.support.web_browser import Window, window_on
from tests.support.web_here import AppHere, app_here
from whyward.adapters.home import Lock
from whyward.journal.intentions.values import AddValue
from whyward.journal.key_file import Unlock

AXE = """
async () => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run(document, { runOnly, resultTypes: ["violations"], elementRef: false });
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`));
}
"""


@dataclass
class Desks:
    """A device with a journal, and an empty one, each with its window."""

    first: Window
    second: Window
    apps: tuple[AppHere, AppHere]
    url: str


@pytest.fixture
def desks(browser: Browser, tmp_path: Path) -> Generator[Desks]:
    """Found a journal at a relay, and serve an empty folder beside it."""
    with ExitStack() as stack:
        relay = stack.enter_context(relay_process(tmp_path / "relay"))
        apps = stack.enter_context(app_here(tmp_path / "first")), stack.enter_context(app_here(tmp_path / "second"))
        apps[0].do(apps[0].desk.found(Lock(Unlock.FILE), relay=relay.url))
        apps[0].do(apps[0].desk.journal.record(AddValue(name="Kindness")))
        first, second = (stack.enter_context(window_on(browser, app.origin, app.launch_url())) for app in apps)
        yield Desks(first, second, apps, relay.url)


def looked_at(window: Window, heading: str, axe: str) -> None:
    """Wait until a window shows a page, and look at it with axe-core."""
    window.page.locator("h1", has_text=heading).wait_for()
    assert window.heading == heading
    window.page.evaluate(axe)
    assert window.page.evaluate(AXE) == []


def test_a_device_comes_in_while_both_pages_go_on_by_themselves(desks: Desks, axe: str) -> None:
    first, second = desks.first, desks.second
    first.visit("/devices")
    first.press("Let one more in")
    looked_at(first, "Let one more device in", axe)
    first.press("Show a code")
    looked_at(first, "Type this on the new device", axe)

    second.visit("/welcome?step=lock")
    second.press("Come in from another device")
    looked_at(second, "Come in from another device", axe)
    second.page.get_by_label("The code that the other device shows").fill(first.page.locator(".big-code").inner_text())
    second.page.get_by_label("The address of the relay").fill(desks.url)
    second.page.get_by_label("What to call this device").fill("phone")
    second.page.locator("input[value=file]").check()
    assert not second.page.get_by_label("A passphrase, several words").is_visible()
    second.press("Come in")
    looked_at(second, "Type these words on the other device", axe)

    looked_at(first, "The words on the new device", axe)
    first.page.get_by_label("The four words").fill(" ".join(second.page.locator(".words-shown li").all_inner_texts()))
    first.press("Let it in")
    looked_at(first, "The new device is in", axe)
    looked_at(second, "This device is in", axe)

    second.press("To today")
    second.visit("/values")
    second.wait_for("Kindness")
    first.visit("/devices")
    first.wait_for("phone")
    assert not first.notes
    assert not second.notes


def test_new_recovery_words_are_on_paper_and_not_on_the_screen(desks: Desks, axe: str) -> None:
    window = desks.first
    window.visit("/recovery")
    window.press("Make new words")
    looked_at(window, "New recovery words", axe)
    window.press("Make new words")
    looked_at(window, "Your new recovery words", axe)
    words = window.page.locator(".words-list li")
    assert words.count() == 24
    assert not words.first.is_visible()

    window.page.emulate_media(media="print")
    assert words.first.is_visible()
    assert not window.page.get_by_text("They are not shown on this page").is_visible()
    window.page.emulate_media(media="screen")
    window.page.locator("main input[name=written]").check()
    window.press("Let the new words count")

    looked_at(window, "The new words count now", axe)
    assert not window.notes
