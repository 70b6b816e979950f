"""Small words of ours between a person's own: lists with an "and", and stored choices as words.

It makes nothing harmless; whoever shows a text does.
"""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Join names with commas and an "and"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def words(choice: str) -> str:
    """Return a stored choice as words: "not_yet" is "not yet"."""
    return choice.replace("_", " ")
