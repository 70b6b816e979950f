"""Text as a person gives it, made fit to be kept: no control characters, plain line ends, never cut.

Line ends become LF, blank space around the whole goes; nothing else is changed, and composed and decomposed letters
stay as they were typed.
"""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from whyward.journal.errors import BadInput
from whyward.journal.sentences import sentence

_ALLOWED = "\n\t"
_SHOWN_CHARACTERS = 60
_NOT_CARRIED = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in _ALLOWED}


def cleaned_text(text: str, what: str) -> str:
    """Return a text of many lines; refuse an empty one and one that no screen should be sent."""
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not cleaned:
        raise BadInput(sentence("%(what)s is empty", what=what), hint="A line is enough. Nothing was recorded.")
    # What prints holds nothing to refuse (`str.isprintable`); only other texts are looked at letter by letter.
    if cleaned.replace("\n", " ").replace("\t", " ").isprintable():
        return cleaned
    for letter in cleaned:
        category = unicodedata.category(letter)
        if category == "Cs":
            raise BadInput(
                sentence("%(what)s holds half of a character, which no device could read back", what=what),
                hint="Nothing was recorded; type that character again.",
            )
        if category == "Cc" and letter not in _ALLOWED:
            code_point = f"U+{ord(letter):04X}"
            raise BadInput(
                sentence("%(what)s holds a control character (%(letter)s)", what=what, letter=code_point),
                hint="Nothing was recorded; take it out. Tabs and line breaks are fine.",
            )
    return cleaned


def cleaned_line(text: str, what: str) -> str:
    """Return a text of one line: a name, a title, a tag."""
    cleaned = cleaned_text(text, what)
    if "\n" in cleaned or "\t" in cleaned:
        raise BadInput(
            sentence("%(what)s is more than one line", what=what), hint="Nothing was recorded; keep it to one line."
        )
    return cleaned


def in_quotes(name: str) -> str:
    """Return a name as it may stand in a sentence: short, without anything that a terminal would obey."""
    printable = "".join(letter if letter.isprintable() else " " for letter in name).strip()
    short = printable if len(printable) <= _SHOWN_CHARACTERS else f"{printable[:_SHOWN_CHARACTERS]}…"
    return f"“{short}”"


def carried_text(text: str) -> str:
    """Return a text as another person's program may be handed it: what an older version let in is left out."""
    return text.translate(_NOT_CARRIED)


def carried_line(text: str) -> str:
    """Return a text of one line as another person's program may be handed it."""
    return " ".join(carried_text(text).split("\n")).replace("\t", " ")


def optional_text(text: str | None, what: str) -> str | None:
    """Return None for none; an empty text counts as none."""
    return None if text is None or not text.strip() else cleaned_text(text, what)


def optional_line(text: str | None, what: str) -> str | None:
    """Return None for none; an empty line counts as none."""
    return None if text is None or not text.strip() else cleaned_line(text, what)


def chosen(word: str, choices: type[StrEnum], what: str) -> str:
    """Return one of a few words, typed with hyphens, underscores or spaces; refuse any other."""
    asked = word.strip().casefold().replace("-", "_").replace(" ", "_")
    known = [choice.value for choice in choices]
    if asked not in known:
        listed = ", ".join(one.replace("_", "-") for one in known)
        raise BadInput(
            sentence("That %(what)s is not one this version knows", what=what),
            hint=sentence("Take one of: %(listed)s.", listed=listed),
        )
    return asked


def optional_choice(word: str | None, choices: type[StrEnum], what: str) -> str | None:
    """Return None for none."""
    return None if word is None else chosen(word, choices, what)


def zero_to_ten(number: int, what: str) -> int:
    """Return a number from 0 to 10; refuse any other."""
    if not 0 <= number <= 10:  # noqa: PLR2004  # the scale is in the name
        raise BadInput(
            sentence("%(what)s is a number from 0 to 10", what=what), hint="Nothing was recorded; choose one of those."
        )
    return number


def optional_zero_to_ten(number: int | None, what: str) -> int | None:
    """Return None for none."""
    return None if number is None else zero_to_ten(number, what)


def amount(number: float | None, what: str) -> float | None:
    """Return a number of something; refuse what is not a number, or less than nothing."""
    if number is not None and not 0 <= number < float("inf"):
        raise BadInput(
            sentence("%(what)s is not a number that can be counted", what=what), hint="Write it like 3 or 2.5."
        )
    return number


def cleaned_lines(lines: Sequence[str], what: str) -> tuple[str, ...]:
    """Return several one-line texts, each once, in order."""
    return tuple(dict.fromkeys(cleaned_line(line, what) for line in lines))
