"""What a browser alone can tell of the looks: how a scale breaks, which palette stands, what a choice asks for."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.web_browser import window_on
from tests.support.web_here import AppHere, app_here

_ROWS = """
() => {
  const rows = new Map();
  for (const one of document.querySelectorAll('[data-field="strength"] .scale-steps label')) {
    const top = Math.round(one.getBoundingClientRect().top);
    rows.set(top, (rows.get(top) ?? 0) + 1);
  }
  return [...rows.values()];
}
"""
_PALETTE = "() => ['backgroundColor', 'color'].map((one) => getComputedStyle(document.body)[one])"


@pytest.mark.parametrize(
    ("width", "text", "rows"),
    [(1280, "usual", [11]), (390, "usual", [11]), (390, "larger", [6, 5]), (320, "usual", [6, 5])],
)
def test_a_scale_stands_in_one_row_or_in_two_even_ones(
    browser: Browser, grown: AppHere, width: int, text: str, rows: list[int]
) -> None:
    options = {"viewport": {"width": width, "height": 800}}
    with window_on(browser, grown.origin, grown.launch_url(), options) as window:
        window.visit("/barrier/new")
        window.page.evaluate("(text) => { document.documentElement.dataset.text = text; }", text)
        assert window.page.evaluate(_ROWS) == rows


def test_a_theme_that_is_chosen_looks_as_the_one_of_the_system(browser: Browser, grown: AppHere) -> None:
    seen: dict[tuple[str, str], list[str]] = {}
    for system in ("light", "dark"):
        with window_on(browser, grown.origin, grown.launch_url(), {"color_scheme": system}) as window:
            for chosen in ("system", "light", "dark"):
                window.page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", chosen)
                seen[system, chosen] = window.page.evaluate(_PALETTE)
    light, dark = seen["light", "system"], seen["dark", "system"]

    assert light != dark
    assert seen["light", "light"] == seen["dark", "light"] == light
    assert seen["light", "dark"] == seen["dark", "dark"] == dark


def test_a_passphrase_is_asked_for_where_one_is_chosen(browser: Browser, tmp_path: Path) -> None:
    with app_here(tmp_path / "home") as app, window_on(browser, app.origin, app.launch_url()) as window:
        window.visit("/welcome?step=lock")
        window.page.locator("#passphrase").wait_for()
        window.page.get_by_label("Nothing: whoever uses this computer can open it").check()
        expect(window.page.locator("#passphrase")).to_be_hidden()
        window.press("Make my journal")
        window.page.get_by_role("heading", name="Your 24 recovery words").wait_for()
        assert app.desk.is_open
