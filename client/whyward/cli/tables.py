"""Tables for people: drawn as wide as the terminal, or plain columns where nobody looks.

It knows no noun; every cell is made harmless here.
"""

import os
import sys
from collections.abc import Sequence

from whyward.cli.harmless import one_line

_GAP = "  "


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, lines: bool = False) -> None:
    """Print rows under headings on standard output; `lines` parts the rows of a drawn table."""
    cells = [[one_line(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _draw(headings, cells, lines=lines)
    else:
        # In a file or a pipe nothing is cut or wrapped: a row is a line.
        _write([headings, *cells])


def _write(rows: Sequence[Sequence[str]]) -> None:
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        line = _GAP.join(cell.ljust(width) for cell, width in zip(row, wide, strict=True))
        sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


def _draw(headings: Sequence[str], rows: Sequence[Sequence[str]], *, lines: bool) -> None:
    from rich import box  # noqa: PLC0415  # only where a table is drawn: it costs a tenth of a second
    from rich.console import Console  # noqa: PLC0415  # as the line above
    from rich.table import Table  # noqa: PLC0415  # as the line above
    from rich.text import Text  # noqa: PLC0415  # as the line above

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=lines, header_style="bold")
    for heading in headings:
        table.add_column(Text(heading), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    plain = "NO_COLOR" in os.environ
    console = Console(highlight=False, markup=False, emoji=False, color_system=None if plain else "auto")
    console.print(table)
