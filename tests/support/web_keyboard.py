"""Using a page by the keyboard alone: Tab until something has the focus, then press it or type into it.

No pointer, no script: what this cannot reach, a person without a mouse cannot either.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Page, expect

from tests.support.web_browser import PATIENCE_MS, is_sent

_STOPS_MAX: Final = 150
_TO_THE_TOP: Final = """
() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}
"""
NAME: Final = """
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const label = one.labels?.length ? [...one.labels].map((label) => label.textContent).join(" ") : "";
  const named = one.getAttribute("aria-label") || label || one.textContent || one.value || one.tagName;
  return named.trim().replace(/\\s+/g, " ");
}
"""


class Keyboard:
    """Two hands, and no mouse."""

    def __init__(self, page: Page) -> None:
        """Sit down at a page."""
        self.page = page

    def focused(self) -> str:
        """Return the name of what has the focus."""
        return str(self.page.evaluate(NAME))

    def to_the_top(self) -> None:
        """Begin before the first thing of the page, as in a window that was just opened."""
        self.page.evaluate(_TO_THE_TOP)

    def stops(self) -> list[str]:
        """Tab from the top until the focus leaves the page; return the names of what it stopped at."""
        self.to_the_top()
        names: list[str] = []
        for _ in range(_STOPS_MAX):
            self.page.keyboard.press("Tab")
            name = self.focused()
            if not name:
                return names
            names.append(name)
        raise AssertionError(f"the focus is kept: {names[-5:]}")

    def reach(self, name: str) -> None:
        """Tab until something whose name begins so has the focus."""
        seen: list[str] = []
        for _ in range(_STOPS_MAX):
            self.page.keyboard.press("Tab")
            seen.append(self.focused())
            if seen[-1].startswith(name):
                return
        raise AssertionError(f"{name!r} is not reached; there is {dict.fromkeys(seen)}")

    def press(self, name: str, key: str = "Enter") -> None:
        """Reach something and press it."""
        self.reach(name)
        self.page.keyboard.press(key)

    def write(self, name: str, text: str) -> None:
        """Reach a field and type into it."""
        self.reach(name)
        self.page.keyboard.type(text)

    def key(self, key: str) -> None:
        """Press a key where the focus is."""
        self.page.keyboard.press(key)

    @contextmanager
    def sending(self) -> Generator[None]:
        """Wait until the form that is sent within has its answer."""
        with self.page.expect_response(is_sent, timeout=PATIENCE_MS):
            yield

    def arrive(self, heading: str) -> None:
        """Wait for a page, and see that the focus went to its heading."""
        found = self.page.get_by_role("heading", level=1, name=heading)
        found.wait_for()
        expect(found).to_be_focused()
