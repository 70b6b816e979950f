"""Where a person starts from, and what they hope for; all of it optional, for suggestions on this device alone.

It holds fields only.
"""

from enum import StrEnum

from whyward.journal.events.fields import Body, Choice, Text


class StartingContext(StrEnum):
    """What brings somebody here; the five that the source article names come first."""

    STUCK_LOST_NUMB = "stuck_lost_numb"
    LIFE_TRANSITION = "life_transition"
    HEALING_FROM_TRAUMA = "healing_from_trauma"
    BURNED_OUT_DISCONNECTED = "burned_out_disconnected"
    MORE_THAN_SURVIVING = "more_than_surviving"
    OTHER = "other"


class Therapy(StrEnum):
    """Whether there is a therapist beside this."""

    STARTING = "starting"
    IN_IT = "in_it"
    BETWEEN = "between"
    NOT_IN_THERAPY = "not_in_therapy"
    RATHER_NOT_SAY = "rather_not_say"


class Hope(StrEnum):
    """What working with values may bring; the first five and the next four are the article's own lists."""

    MOTIVATION_FOR_CHANGE = "motivation_for_change"
    CLARITY_IN_DECISIONS = "clarity_in_decisions"
    TOLERATE_DISCOMFORT_FOR_MEANING = "tolerate_discomfort_for_meaning"
    PURPOSE_AND_IDENTITY = "purpose_and_identity"
    LIFE_SATISFACTION_OVER_SYMPTOMS = "life_satisfaction_over_symptoms"
    INTENTIONAL_CHOICES = "intentional_choices"
    MEANINGFUL_GOALS = "meaningful_goals"
    ACCEPT_DISCOMFORT = "accept_discomfort"
    RECLAIM_IDENTITY = "reclaim_identity"
    OTHER = "other"


class StartingPointShared(Body, frozen=True, kw_only=True):
    """The person said where they start from; the last word stands."""

    contexts: tuple[Choice, ...] = ()
    own_words: Text | None = None
    therapy: Choice


class HopesChosen(Body, frozen=True, kw_only=True):
    """The person said what they hope for; the last word stands."""

    hopes: tuple[Choice, ...] = ()
    own_words: Text | None = None
