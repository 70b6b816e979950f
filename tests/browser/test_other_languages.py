"""A made-up language on every page: each text of ours is translated, and there is room for it, from right to left too.

What a person wrote stays as they wrote it. What is shipped as content is in English still, for it comes in one language
so far: packs are translated as whole files, and what was agreed to is kept in the words that were shown. What the
journal says by itself, days among it, is translated.
"""

import shutil
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

from tests.support.web_browser import WIDE, window_on
from tests.support.web_foreign import OUTSIDE, is_translated
from tests.support.web_here import app_here
from tests.support.web_seed import Seeded, pages_of
from whyward.web.texts import PSEUDO, PSEUDO_RTL

NARROW: Final[dict[str, Any]] = {"viewport": {"width": 320, "height": 720}}


@pytest.mark.parametrize(("language", "direction"), [(PSEUDO, "ltr"), (PSEUDO_RTL, "rtl")])
def test_every_text_of_ours_is_translated_and_has_room(
    language: str, direction: str, browser: Browser, grown_home: Seeded, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(grown_home.home, tmp_path / "home"))
    told: dict[str, str] = {}
    with app_here(home, spoken=language) as app, window_on(browser, app.origin, app.launch_url(), NARROW) as window:
        for path in pages_of(grown_home):
            window.visit(path)
            page = window.page
            odd = [
                f"not translated: {one}"
                for one, is_theirs in page.evaluate(OUTSIDE)
                if not is_translated(one, is_theirs)
            ]
            odd += [f"wider than the window: {one}" for one in page.evaluate(WIDE)]
            odd += [] if page.locator("html").get_attribute("dir") == direction else [f"does not run {direction}"]
            for one in odd:
                told.setdefault(one, path)  # What is on every page is told once, with the first page that it is on.

    assert not told, "\n".join(f"{path}: {one}" for one, path in told.items())
