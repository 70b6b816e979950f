"""Recovery words in rows with their numbers, for the terminal in which Whyward was started.

No page draws them on a screen.
"""

from collections.abc import Sequence
from typing import Final

_PER_LINE: Final = 4


def numbered(words: Sequence[str]) -> str:
    """Return the words, four on a line, each with its number."""
    rows = [words[start : start + _PER_LINE] for start in range(0, len(words), _PER_LINE)]
    lines = [
        "  ".join(f"{row * _PER_LINE + place + 1:2}. {word:<10}" for place, word in enumerate(row_words))
        for row, row_words in enumerate(rows)
    ]
    return "\n".join(["", *lines, ""])
