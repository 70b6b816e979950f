"""`python -m tests.browser.pictures`: a picture of every page at 1280 and 390 pixels, light and dark, to be looked at.

They go to `screenshots/`, which git ignores. What a page shows is the journal of the browser tests.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

from tests.support.web_browser import chromium, launched, window_on
from tests.support.web_here import app_here
from tests.support.web_seed import Seeded, pages_of, seeded

INTO: Final = Path(__file__).parents[2] / "screenshots"
SIZES: Final[Mapping[str, Mapping[str, Any]]] = {
    "1280": {"viewport": {"width": 1280, "height": 900}},
    "390": {"viewport": {"width": 390, "height": 844}},
    "1280-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "390-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


def named(path: str) -> str:
    """Return the name of a page's picture: its path, with a word for each id."""
    return re.sub(r"[^a-z0-9-]+", "_", re.sub(r"[0-9a-f]{16,}", "one", path)).strip("_") or "today"


def take(seed: Seeded, sizes: Mapping[str, Mapping[str, Any]], wanted: str, into: Path) -> int:
    """Take the pictures; return how many."""
    path = chromium()
    if path is None:
        raise SystemExit("there is no Chromium on this machine; on Debian and Ubuntu: apt install chromium")
    taken = 0
    with app_here(seed.home) as app, sync_playwright() as playwright:
        browser = launched(playwright, path)
        for size, options in sizes.items():
            (into / size).mkdir(parents=True, exist_ok=True)
            with window_on(browser, app.origin, app.launch_url(), {**options, "reduced_motion": "reduce"}) as window:
                for page in pages_of(seed):
                    if wanted in page:
                        window.visit(page)
                        window.page.screenshot(path=into / size / f"{named(page)}.png", full_page=True)
                        taken += 1
        browser.close()
    return taken


def main(argv: list[str] | None = None) -> int:
    """Take them."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.pictures", description="A picture of every page.")
    parser.add_argument("--only", default="", metavar="PART", help="pages whose path holds this")
    parser.add_argument("--size", choices=SIZES, help="one of the sizes")
    parser.add_argument("--into", type=Path, default=INTO, help="another folder")
    told = parser.parse_args(argv)
    sizes = SIZES if told.size is None else {told.size: SIZES[told.size]}
    with tempfile.TemporaryDirectory() as folder:
        taken = take(seeded(Path(folder) / "home"), sizes, told.only, told.into)
    sys.stdout.write(f"{taken} pictures in {told.into}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
