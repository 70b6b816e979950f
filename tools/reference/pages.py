"""Which page is made by what, and which of them are stale.

Pages lie in `docs/reference/`; those that people write by hand are not in this table.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tools.reference.commands import commands_page
from tools.reference.kinds import kinds_page
from tools.reference.refusals import refusals_page
from tools.reference.settings import settings_page

FOLDER: Final = Path(__file__).parents[2] / "docs" / "reference"

PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "cli.md": commands_page,
    "events.md": kinds_page,
    "settings.md": settings_page,
    "errors.md": refusals_page,
}


def is_stale(name: str) -> bool:
    """Whether the page on disk differs from what the code says today."""
    path = FOLDER / name
    return not path.is_file() or path.read_text(encoding="utf-8") != PAGES[name]()


def write(name: str) -> None:
    """Write a page anew."""
    (FOLDER / name).write_text(PAGES[name](), encoding="utf-8")
