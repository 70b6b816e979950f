"""Sharing by the keyboard alone, in two browsers with a relay between them: a link, words in a call, six ticks, a stop.

Nothing is clicked, and nothing is handed over but the link and the words that are read out.
"""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.support.cli_relay import RelayHere, relay_process
from tests.support.web_browser import window_on
from tests.support.web_here import AppHere, app_here
from tests.support.web_keyboard import Keyboard
from whyward.adapters.home import Lock
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.key_file import Unlock
from whyward.journal.projections.guesting import ClientState

WHO, FROM, GOAL, SAID = "Dr R", "Mira", "Call a friend", "I am glad that you called."
DUTIES = "I keep a record for ten years."


@dataclass
class Seat:
    """One person at one browser."""

    app: AppHere
    hands: Keyboard

    def to(self, section: str, *names: str) -> None:
        """Go to a section of the app by way of another, and on: who is there already stays where they are."""
        for place in ("Values", section):
            self.hands.to_the_top()
            self.hands.press(place)
            self.hands.arrive(place)
        for name in names:
            self.hands.press(name)

    def send(self) -> None:
        """Carry what is shared, now, from the page of who sees what."""
        with self.hands.sending():
            self.to("Share", "Send it now")
        self.hands.page.locator(".said").wait_for()

    def fetch(self) -> None:
        """Carry what is shared, now, from the page of those who show something."""
        self.to("Share", "People who show me something")
        self.hands.arrive("People who show me something")
        with self.hands.sending():
            self.hands.press("Fetch it now")
        self.hands.page.locator(".said").wait_for()


@contextmanager
def seat(browser: Browser, home: Path, relay: RelayHere) -> Generator[Seat]:
    """Sit somebody down at a journal of their own."""
    with ExitStack() as stack:
        app = stack.enter_context(app_here(home))
        app.do(app.desk.found(Lock(Unlock.FILE), relay=relay.url))
        app.desk.arrival.words = ()
        window = stack.enter_context(window_on(browser, app.origin, app.launch_url()))
        yield Seat(app, Keyboard(window.page))


def meet(owner: Seat, guest: Seat) -> None:
    """Make the link, answer it, and compare words."""
    hands = owner.hands
    owner.to("Share", "Show someone something")
    hands.arrive("Show someone something")
    hands.write("Who is it?", WHO)
    hands.write("What are they told", FROM)
    hands.press("Make the link")
    hands.arrive(f"The link for {WHO}")
    link = hands.page.locator("#link").input_value()

    other = guest.hands
    guest.to("Share", "Somebody sent me a link")
    other.arrive("Somebody sent you a link")
    other.write("The link", link)
    other.write("Who are you", "Dr Rossi")
    other.write("What do you have to keep", DUTIES)
    other.press("I understand", "Space")
    other.press("Answer them")
    other.arrive("Your eight words")
    words = other.page.locator(".words-shown li").all_inner_texts()

    hands.press("Have they answered?")
    hands.arrive(f"Is it {WHO}?")
    assert DUTIES in hands.page.locator("main").inner_text()
    for field in hands.page.locator("input[name^=word-]").all():
        place = int((field.get_attribute("name") or "").removeprefix("word-"))
        hands.write(f"Word {place}", words[place - 1])
    hands.press("These are their words")
    hands.arrive(f"What is {WHO} to see?")


def show(owner: Seat) -> None:
    """Choose, look at it as they will, tick each sentence, and share."""
    hands = owner.hands
    hands.press(GOAL, "Space")
    hands.press("Go on")
    hands.arrive("For how long?")
    hands.press("Go on")
    hands.arrive("What may they do?")
    hands.press("Show me what they would see")
    hands.arrive(f"{WHO} would see exactly this")
    assert GOAL in hands.page.locator(".preview").inner_text()
    hands.press("Go on")
    hands.arrive("Read, and tick")
    hands.press("Share", "Tab")  # The section of that name; the button stands behind the sentences.
    for start in ("I choose", "They will see", "It is not read", "They may have", "In some", "I can stop"):
        hands.press(start, "Space")
    hands.press("Share")
    hands.arrive("What you agreed to")


def test_two_people_share_by_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    with (
        relay_process(tmp_path / "relay") as relay,
        seat(browser, tmp_path / "owner", relay) as owner,
        seat(browser, tmp_path / "guest", relay) as guest,
    ):
        owner.app.do(owner.app.desk.journal.record(SetGoal(statement=GOAL)))
        meet(owner, guest)
        show(owner)
        owner.send()

        guest.fetch()
        guest.hands.press(FROM)
        guest.hands.arrive(FROM)
        page = guest.hands.page.locator("main")
        assert GOAL in page.inner_text()
        assert "This is not read in real time." in page.inner_text()
        guest.hands.write("Your words to them", SAID)
        with guest.hands.sending():
            guest.hands.press("Send it")
        guest.fetch()

        owner.send()
        owner.to("Share", "What they wrote")
        owner.hands.arrive("What they wrote")
        owner.hands.page.locator("main", has_text=SAID).wait_for()
        owner.to("Share", "Stop showing")
        owner.hands.page.locator(".said", has_text=f"You show {WHO} nothing any more").wait_for()
        guest.fetch()
        practice = guest.app.do(guest.app.desk.journal.practice())
        assert practice.clients()[0].state in {ClientState.ENDED, ClientState.DELETED}
        assert not owner.app.faults
        assert not guest.app.faults
