"""The page of keys holds every single key that any page listens to."""

import re
from pathlib import Path

from whyward.web.pages.caring.about import KEYS

TEMPLATES = Path(__file__).parents[3] / "client" / "whyward" / "web" / "templates"


def test_every_single_key_of_the_pages_is_on_the_page_of_keys() -> None:
    known = {key for one in KEYS for key in one.keys}
    used: set[str] = set()
    for path in TEMPLATES.rglob("*.html"):
        used |= set(re.findall(r'(?:data-key|\bkey)="([^"{]+)"', path.read_text(encoding="utf-8")))

    assert used <= known
