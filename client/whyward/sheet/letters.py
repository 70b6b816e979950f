"""Text of somebody else's, made fit to be shown: what steers or reorders is shown as a sign, and obeyed by nothing.

It escapes nothing for a medium; a terminal is safe with what is harmless, and HTML and PDF escape by themselves.
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

# The small pictures of control characters, and the sign for what is no character: few fonts have them.
_SIGNS: Final = {letter: f"[{letter - 0x2400:02X}]" for letter in range(0x2400, 0x2422)} | {0xFFFD: "?", 0x09: "    "}


def harmless(text: str) -> str:
    """Return text with every control character made visible, except the line break and the tab."""
    return text.translate(_SHOWN)


def one_line(text: str, most: int = 0) -> str:
    """Return harmless text on one line, cut to at most that many characters if a number is given."""
    line = " ".join(harmless(text).split())
    return line if not most or len(line) <= most else line[: most - 1].rstrip() + _ELLIPSIS


def printable(text: str) -> str:
    """Return harmless text without signs that a page would show as empty boxes."""
    return harmless(text).translate(_SIGNS)
