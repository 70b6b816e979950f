"""Tables for people: harmless cells, as wide as the terminal, plain where nobody looks.

It knows no noun.
"""

import os
import sys
from collections.abc import Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from whyward.cli.harmless import one_line

_WIDE: Final = 1000
"""In a file or a pipe nothing is cut: lines are as long as their words."""


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, lines: bool = False) -> None:
    """Print rows under headings on standard output."""
    is_seen = sys.stdout.isatty()
    table = Table(box=box.SIMPLE_HEAD if is_seen else None, pad_edge=False, show_lines=lines, header_style="bold")
    for heading in headings:
        table.add_column(Text(heading), overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    console = Console(
        file=sys.stdout,
        width=None if is_seen else _WIDE,
        highlight=False,
        markup=False,
        emoji=False,
        color_system=None if "NO_COLOR" in os.environ else "auto",
        force_terminal=None if is_seen else False,
    )
    console.print(table)
