"""Recovery words in columns, numbered as they are to be written down.

It keeps nothing.
"""

_COLUMNS = 4


def word_columns(words: list[str]) -> list[str]:
    """Return the words in rows of four, each with its number."""
    wide = max(len(word) for word in words)
    return [
        "   ".join(
            f"{place + 1:2}  {words[place]:<{wide}}" for place in range(start, min(start + _COLUMNS, len(words)))
        ).rstrip()
        for start in range(0, len(words), _COLUMNS)
    ]
