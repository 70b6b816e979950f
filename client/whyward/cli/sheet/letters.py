"""Text of somebody else's, made fit for a page: what steers or reorders is shown as a sign that every font has.

It escapes nothing for a medium; HTML and PDF do that themselves.
"""

from typing import Final

from whyward.cli.harmless import harmless

# The small pictures of control characters, and the sign for what is no character: few fonts have them.
_SIGNS: Final = {letter: f"[{letter - 0x2400:02X}]" for letter in range(0x2400, 0x2422)} | {0xFFFD: "?", 0x09: "    "}


def printable(text: str) -> str:
    """Return harmless text without signs that a page would show as empty boxes."""
    return harmless(text).translate(_SIGNS)
