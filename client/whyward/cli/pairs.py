"""Pairs as a person types them: `health=8`, `health=A walk.`.

What stands before the sign is a name; nothing is guessed.
"""

from collections.abc import Sequence

from whyward.journal.errors import BadInput


def text_pairs(typed: Sequence[str], what: str) -> list[tuple[str, str]]:
    """Return names and texts; raise `BadInput` for one without a sign between."""
    pairs: list[tuple[str, str]] = []
    for one in typed:
        name, sign, text = one.partition("=")
        if not sign or not name.strip():
            raise BadInput(f"{what} takes a name and what belongs to it", hint="Write it like health=8.")
        pairs.append((name.strip(), text.strip()))
    return pairs


def number_pairs(typed: Sequence[str], what: str) -> list[tuple[str, int]]:
    """Return names and whole numbers; raise `BadInput` for anything else."""
    pairs: list[tuple[str, int]] = []
    for name, text in text_pairs(typed, what):
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= len("1000")):
            raise BadInput(f"{what} takes a name and a whole number", hint="Write it like health=8.")
        pairs.append((name, int(text)))
    return pairs
