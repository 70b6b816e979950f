"""A first hour with the app, by the keyboard alone: from the first window to a step with a why, and back after locking.

Nothing is clicked; the focus is where a person would look for it.
"""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.support.web_browser import PATIENCE_MS, window_on
from tests.support.web_here import AppHere, app_here
from tests.support.web_keyboard import Keyboard
from whyward.journal.projections.steps import days_toward

PASSPHRASE = "several good words"
ENTRY, VALUE, GOAL = "Tea on the steps.", "Kindness", "Call my sister on Sunday"


def begin(hands: Keyboard) -> None:
    """Make a journal, and take the words down."""
    hands.arrive("Welcome to Whyward")
    hands.press("Go on")
    hands.arrive("Is this device safe for you?")
    hands.press("I can write here")
    hands.arrive("How it is unlocked")
    hands.write("A passphrase, several", PASSPHRASE)
    hands.write("Once more", PASSPHRASE)
    hands.press("Make my journal")
    hands.arrive("Your 24 recovery words")
    hands.press("I have them on paper", "Space")
    hands.press("Go on")
    hands.arrive("Where would you like to begin?")


def live(hands: Keyboard) -> None:
    """Write, name a value, set a goal, take a step, take it back."""
    hands.press("Write")
    hands.arrive("A page for you")
    hands.write("What is here now?", ENTRY)
    hands.press("Keep it")
    hands.page.locator("main", has_text=ENTRY).wait_for()
    hands.press("Values")
    hands.arrive("Values")
    hands.write("What would you call it?", VALUE)
    with hands.sending():  # The page holds the value's name as an example before it is named.
        hands.press("Name it")
    hands.press("Goals")
    hands.arrive("Goals")
    hands.press("A small goal")
    hands.arrive("A small goal")
    hands.write("What would you like to do?", GOAL)
    hands.press(VALUE, "Space")
    hands.press("Keep this goal")
    hands.page.get_by_role("heading", level=1, name=GOAL).wait_for()
    hands.press("I did it")
    hands.page.locator(".said", has_text=VALUE).wait_for()


def test_a_first_hour_by_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    with app_here(tmp_path / "home") as app, window_on(browser, app.origin, app.launch_url()) as window:
        hands = Keyboard(window.page)
        begin(hands)
        live(hands)
        assert days_toward(app.desk.journal.pages) == 1

        hands.key("u")
        window.page.locator(".said", has_text="Taken back").wait_for()
        assert days_toward(app.desk.journal.pages) == 0
        hands.press("Lock")
        hands.arrive("Welcome back")
        hands.write("Your passphrase", "wrong")
        hands.key("Enter")
        window.page.locator(".refused").wait_for()
        expect(window.page.locator(".refused")).to_be_focused()
        hands.write("Your passphrase", PASSPHRASE)  # What stood there is chosen as a whole, and written over.
        hands.key("Enter")
        window.page.locator("nav.way").wait_for()
        assert app.desk.is_open
        assert window.notes == {}


def test_the_skip_link_comes_first_and_leads_past_the_way_around(browser: Browser, grown: AppHere) -> None:
    with window_on(browser, grown.origin, grown.launch_url()) as window:
        hands = Keyboard(window.page)
        stops = hands.stops()
        assert stops[0] == "Skip to the page"
        window.visit("/journal")
        hands.to_the_top()
        hands.press("Skip to the page")
        expect(window.page.locator("#main")).to_be_focused()
        hands.key("Tab")
        assert window.page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_a_key_does_nothing_while_one_types_and_nothing_when_keys_are_off(browser: Browser, grown: AppHere) -> None:
    with window_on(browser, grown.origin, grown.launch_url()) as window:
        hands = Keyboard(window.page)
        window.visit("/journal/new")
        hands.write("What is here now?", "sub?")
        assert window.heading == "A page for you"
        hands.key("Escape")
        window.visit("/")
        hands.key("s")
        window.page.get_by_role("heading", name="I did something that mattered").wait_for()
        window.visit("/")
        window.page.evaluate("document.documentElement.dataset.shortcuts = 'off'")
        hands.key("s")
        assert window.path == "/"


def test_shift_three_times_leaves_to_a_page_that_says_nothing(browser: Browser, grown: AppHere) -> None:
    with window_on(browser, grown.origin, grown.launch_url()) as window:
        for _ in range(3):
            window.page.keyboard.press("Shift")
        window.page.wait_for_url("**/static/away.html")
        expect(window.page).to_have_title("Blank")
        assert window.page.locator("body").inner_text() == ""
        for _ in range(PATIENCE_MS // 20):  # The request to lock goes on when its page is gone.
            if not grown.desk.is_open:
                break
            window.page.wait_for_timeout(20)
        assert not grown.desk.is_open
    grown.do(grown.desk.unlock(""))
