"""What a person types for a day, a number or a moment of choice, as click types.

Each refusal is a sentence with an example; nothing is guessed.
"""

from datetime import date

import click
from msgspec import UNSET, UnsetType

from whyward.journal.days import date_from
from whyward.journal.errors import BadInput


class Day(click.ParamType[date, object]):
    """A date such as 2026-03-04."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002  # click's own
        """Read it; raise `BadInput` with an example."""
        return value if isinstance(value, date) else date_from(str(value))


class Number(click.ParamType[float, object]):
    """A number such as 3 or 0.5."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ARG002  # click's own
        """Read it; raise `BadInput` with an example."""
        return value if isinstance(value, float) else number_from(str(value))


DAY = Day()
NUMBER = Number()


def number_from(text: str) -> float:
    """Read a number; raise `BadInput` for anything else, and for one without an end."""
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if number - number != 0:  # Infinities and what is no number differ from themselves.
        raise BadInput("that is not a number that works here", hint="Write it like 3 or 0.5.")
    return number


def changed_text(text: str | None) -> str | UnsetType | None:
    """Return what an option says of a field: not given leaves it, "" empties it."""
    return UNSET if text is None else text or None


def changed_number(text: str | None) -> float | UnsetType | None:
    """Return what an option says of a number."""
    return UNSET if text is None else number_from(text) if text else None


def changed_day(text: str | None) -> date | UnsetType | None:
    """Return what an option says of a day."""
    return UNSET if text is None else date_from(text) if text else None
