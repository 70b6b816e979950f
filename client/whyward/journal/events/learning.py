"""What a person went through to learn the words: short primers, and their practice cards.

It holds fields only. No count of right ones is kept: nothing here is a test.
"""

from enum import StrEnum

from whyward.journal.events.fields import Body, Choice


class PrimerAnswer(StrEnum):
    """What a practice card is, as the person sorted it."""

    VALUE = "value"
    GOAL = "goal"
    UNSURE = "unsure"


class PrimerFinished(Body, frozen=True, kw_only=True):
    """A primer was gone through to its end, in the version and language that was shown."""

    primer_id: str
    primer_version: int
    lang: str


class PrimerAnswered(Body, frozen=True, kw_only=True):
    """A practice card was sorted; `matched` says whether the primer sorts it so as well."""

    primer_id: str
    item_id: str
    answer: Choice
    matched: bool
