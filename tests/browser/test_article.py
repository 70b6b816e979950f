"""The article's example, on two devices with two browsers and a relay: from a value to one honest conversation.

Authenticity, not yet in Relationships; fear in the way; a goal in the article's own words; a step on the other device;
a look back; and from every end of it, the way back to the why.
"""

from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from playwright.sync_api import Browser, Locator

from tests.support.cli_process import new_device, pair
from tests.support.cli_relay import RelayHere, relay_process
from tests.support.outgoing import outgoing
from tests.support.web_browser import PATIENCE_MS, Window, window_on
from tests.support.web_here import app_here

VALUE, WHY = "Authenticity", "I go quiet to keep the peace, and then I am not there."
GOAL: Final = "Initiate one honest conversation this week in a safe relationship, even if I feel nervous."
STEP, NOTICED = "I told Sam that I was tired.", "Nobody left. It was warm."


Open: TypeAlias = tuple[Window, Window, RelayHere, list[str]]
"""Two windows, the relay, and whom the two apps called."""


@pytest.fixture
def windows(browser: Browser, tmp_path: Path) -> Generator[Open]:
    """Open a window on each of a person's two devices."""
    with ExitStack() as stack:
        relay = stack.enter_context(relay_process(tmp_path / "relay"))
        laptop = new_device(tmp_path / "laptop", "--relay", relay.url, "--device", "laptop")
        phone = pair(laptop, tmp_path / "phone", relay.url, "--device", "phone")
        called = stack.enter_context(outgoing())
        apps = [stack.enter_context(app_here(device.home)) for device in (laptop, phone)]
        first, second = (stack.enter_context(window_on(browser, app.origin, app.launch_url())) for app in apps)
        yield first, second, relay, called


def main_of(window: Window) -> Locator:
    """Return the part of a page that is its own."""
    return window.page.locator("main")


def name_the_value(window: Window) -> None:
    """Choose Authenticity, and say where it does not show up yet."""
    window.visit("/values")
    window.page.get_by_label("What would you call it?").fill(VALUE)
    window.page.get_by_label("What does it mean to you?").fill(WHY)
    window.press("Name it")
    window.page.get_by_role("heading", level=1, name=VALUE).wait_for()
    main_of(window).locator(
        'input[name="in:relationships"][value="not-yet"], input[name="in:relationships"][value="not_yet"]'
    ).check()
    with window.sending():
        main_of(window).locator("form.where").get_by_role("button", name="Keep this").click()


def set_the_goal(window: Window) -> None:
    """Set the goal in the article's words, counted: one conversation a week."""
    window.press("A small goal for it")
    window.page.get_by_role("heading", level=1, name="A small goal").wait_for()
    main_of(window).locator("#statement").fill(GOAL)
    window.page.get_by_label("A tiny version, for a hard day").fill("Say one thing to Sam.")
    main_of(window).locator("summary", has_text="How you will know").click()
    main_of(window).locator('input[name="measure"][value="count"]').check()
    main_of(window).locator("#target").fill("1")
    main_of(window).locator("#unit").fill("conversation")
    main_of(window).locator("#per").select_option("week")
    window.press("Keep this goal")
    window.page.get_by_role("heading", level=1, name=GOAL).wait_for()


def meet_the_fear(window: Window) -> None:
    """Name what is in the way, for that goal, and try the first tool."""
    window.visit("/barrier/new")
    main_of(window).locator('input[name="kind"][value="fear"]').check()
    main_of(window).locator("summary").first.click()
    main_of(window).locator("#goal").select_option(label=GOAL)
    window.press("Go on")
    window.page.get_by_role("heading", level=1, name="Fear").wait_for()
    window.press("Try this")
    window.page.get_by_text("What would you do if fear wasn't holding you back?").wait_for()
    main_of(window).locator("textarea").first.fill("I would tell Sam.")
    with window.sending():
        window.press("I tried it")


def test_the_articles_example_on_two_devices(windows: Open) -> None:
    laptop, phone, relay, called = windows
    live_it(laptop, phone)

    for window in (laptop, phone):
        assert window.notes == {}
    assert called, "the devices spoke with their relay"
    assert {one.removeprefix("name ") for one in called} <= {relay.url.removeprefix("http://"), "127.0.0.1"}


def live_it(laptop: Window, phone: Window) -> None:
    """Go through all of it."""
    name_the_value(laptop)
    set_the_goal(laptop)
    meet_the_fear(laptop)

    phone.visit("/")
    phone.page.locator("main", has_text=GOAL[:60]).wait_for(timeout=PATIENCE_MS)  # Today shows it in short.
    main_of(phone).locator(".card-what a", has_text=GOAL[:60]).click()
    phone.page.get_by_role("heading", level=1, name=GOAL).wait_for()
    assert VALUE in main_of(phone).inner_text()
    assert WHY in main_of(phone).inner_text()
    phone.visit("/step")
    main_of(phone).locator("#note").fill(STEP)
    main_of(phone).locator("#goal").select_option(label=GOAL)
    phone.press("Keep it")
    main_of(phone).locator(".said", has_text=VALUE).wait_for()
    phone.visit("/review/new")
    main_of(phone).locator("textarea").first.fill(NOTICED)
    with phone.sending():
        phone.press("Keep it")

    laptop.visit("/timeline")
    for text in (STEP, NOTICED):
        laptop.page.locator("main", has_text=text).wait_for(timeout=PATIENCE_MS)
    laptop.visit("/step/days")
    main_of(laptop).get_by_role("link", name=f"Why: {STEP}").click()
    laptop.page.get_by_role("heading", level=1, name="Why").wait_for()
    for text in (GOAL, VALUE, WHY):
        assert text in main_of(laptop).inner_text()
    laptop.visit("/compass")
    assert VALUE in main_of(laptop).inner_text()
