"""Text that does nothing to a terminal: what a person or a relay wrote is shown, never obeyed.

Rule: every text that is not a constant of this program passes here before it is printed.
"""

from typing import Final

_C0_PICTURES: Final = 0x2400
"""Unicode has a small picture for each control character, from here on: U+241B shows an escape."""

_DELETE_PICTURE: Final = "\u2421"
_REPLACEMENT: Final = "\ufffd"
_ELLIPSIS: Final = "\u2026"

# Embeddings, overrides and isolates reorder what stands beside them; U+2028 and U+2029 break lines for some programs.
_REORDERING: Final = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029)

_SHOWN: Final = {
    **{code: chr(_C0_PICTURES + code) for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: _DELETE_PICTURE,
    **{code: f"<{code:02X}>" for code in range(0x80, 0xA0)},
    **{code: f"<U+{code:04X}>" for code in _REORDERING},
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
}


def harmless(text: str) -> str:
    """Return text with every control character made visible, except the line break and the tab."""
    return text.translate(_SHOWN)


def one_line(text: str, most: int = 0) -> str:
    """Return harmless text on one line, cut to at most that many characters if a number is given."""
    line = " ".join(harmless(text).split())
    return line if not most or len(line) <= most else line[: most - 1].rstrip() + _ELLIPSIS
