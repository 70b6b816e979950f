"""Every page by the keyboard: whatever can be pressed or typed into is reached, in order, and shows that it is.

axe-core does not press keys; this does.
"""

from typing import Final

from playwright.sync_api import Browser

from tests.support.web_browser import window_on
from tests.support.web_here import AppHere
from tests.support.web_keyboard import Keyboard
from tests.support.web_seed import Seeded, pages_of

LOOK: Final = """
() => {
  const told = [];
  const shown = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";
  const ring = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const called = (one) => one.id || one.className || one.name || "";
  const name = (one) => `${one.tagName} ${called(one)} ${(one.textContent ?? "").trim().slice(0, 30)}`;
  for (const one of document.querySelectorAll("#page details")) one.open = true;
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  for (const one of document.querySelectorAll("#page :is(" + wanted + ")")) {
    if (!shown(one) || one.disabled) continue;
    if (one.tabIndex > 0) told.push(`out of order: ${name(one)}`);
    if (one.tabIndex < 0) continue;
    one.focus();
    if (document.activeElement !== one) { told.push(`takes no focus: ${name(one)}`); continue; }
    const near = [one, one.closest("label"), one.nextElementSibling, one.parentElement].filter(Boolean);
    if (!near.some(ring)) told.push(`does not show its focus: ${name(one)}`);
    const own = one.closest("label") ?? one;
    const box = own.getBoundingClientRect();
    const [across, down] = [Math.min(box.width, 40) / 2, Math.min(box.height, 24) / 2];
    const at = document.elementFromPoint(box.left + across, box.top + down);
    if (!at || box.width <= 2 || own.contains(at) || at.contains(own)) continue;
    told.push(`is covered by ${name(at)}: ${name(one)}`);
  }
  const clicked = [...document.querySelectorAll("#page :is([onclick], [role=button], [role=link], [data-link])")];
  for (const one of clicked) if (one.tabIndex < 0) told.push(`is for a pointer alone: ${name(one)}`);
  return told;
}
"""


def test_all_that_can_be_used_is_reached_and_shows_it(browser: Browser, grown: AppHere, grown_home: Seeded) -> None:
    told: list[str] = []
    with window_on(browser, grown.origin, grown.launch_url(), {"viewport": {"width": 1280, "height": 720}}) as window:
        window.page.keyboard.press("Tab")  # From here on the browser knows that keys are in use, and shows the focus.
        for path in pages_of(grown_home):
            window.visit(path)
            told += [f"{path}: {one}" for one in window.page.evaluate(LOOK)]

    assert not told, "\n".join(told)


def test_no_page_keeps_the_focus(browser: Browser, grown: AppHere, grown_home: Seeded) -> None:
    """Tab through whole pages, to the end and out: those with the most on them."""
    with window_on(browser, grown.origin, grown.launch_url()) as window:
        hands = Keyboard(window.page)
        for path in (
            "/",
            "/journal/new",
            "/goals/new",
            "/check/new",
            "/settings",
            f"/explore/sort/{grown_home.ids['sort']}",
        ):
            window.visit(path)
            stops = hands.stops()
            assert stops[0] == "Skip to the page"
            assert len(stops) > 15, (path, stops)
