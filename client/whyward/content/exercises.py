"""Creative exercises: a short script each, three questions, and one that closes it.

It reads what is shipped; what a person makes of it is an event.
"""

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from whyward.content.pack import pack


class Exercise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One exercise. `kind` is what a piece made with it is called in events; `alt_id` is a gentler or plainer one."""

    id: str
    version: Annotated[int, Meta(ge=1)]
    title: str
    kind: str
    intensity: Annotated[int, Meta(ge=1, le=3)]
    alt_id: str
    script: str
    prompts: tuple[str, str, str]


class Exercises(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All exercises of a language, and the question that closes each."""

    lang: str
    closing: str
    exercises: tuple[Exercise, ...]


_NAME: Final = "exercises"
_TENDER: Final = 3


def exercises() -> Exercises:
    """Return all exercises."""
    return pack(_NAME, Exercises)


def exercise(exercise_id: str) -> Exercise | None:
    """Return one exercise, or None if there is none of that id."""
    return next((one for one in exercises().exercises if one.id == exercise_id), None)


def exercises_offered(*, low_energy: bool = False) -> list[Exercise]:
    """Return the exercises in their order; on a day of low energy without those that go to tender places."""
    return [one for one in exercises().exercises if not (low_energy and one.intensity >= _TENDER)]
