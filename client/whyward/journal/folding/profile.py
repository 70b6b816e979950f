"""Where a person starts from and what they hope for, as last said, and which primers they went through.

Of each the last word stands; nothing is asked twice because of it.
"""

from collections.abc import Sequence

import msgspec

from whyward.journal.events.learning import PrimerAnswered, PrimerFinished
from whyward.journal.events.profile import HopesChosen, StartingPointShared
from whyward.journal.folding.happened import Happened


class StartingPoint(msgspec.Struct, frozen=True, kw_only=True):
    """What brought the person here."""

    contexts: tuple[str, ...]
    own_words: str | None
    therapy: str
    at: int
    tz: int


class Hopes(msgspec.Struct, frozen=True, kw_only=True):
    """What the person hopes for."""

    hopes: tuple[str, ...]
    own_words: str | None
    at: int
    tz: int


class ProfileRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a person said of themselves; None where they said nothing."""

    starting_point: StartingPoint | None = None
    hopes: Hopes | None = None


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """A primer that was gone through, in its latest version."""

    primer_id: str
    version: int
    at: int
    tz: int


class Sorted(msgspec.Struct, frozen=True, kw_only=True):
    """How a practice card was sorted last."""

    primer_id: str
    item_id: str
    answer: str
    matched: bool


class LearningRow(msgspec.Struct, frozen=True, kw_only=True):
    """Primers that were gone through, each once, and practice cards as sorted last; both by their ids."""

    finished: tuple[Finished, ...]
    answers: tuple[Sorted, ...]


def fold_profile(happened: Sequence[Happened]) -> ProfileRow | None:
    """Return what was last said, or None if nothing was."""
    row = ProfileRow()
    for one in happened:
        if not one.stands:
            continue
        match one.body:
            case StartingPointShared() as said:
                point = StartingPoint(
                    contexts=said.contexts,
                    own_words=said.own_words,
                    therapy=said.therapy,
                    at=one.event.at,
                    tz=one.event.tz,
                )
                row = msgspec.structs.replace(row, starting_point=point)
            case HopesChosen() as said:
                hopes = Hopes(hopes=said.hopes, own_words=said.own_words, at=one.event.at, tz=one.event.tz)
                row = msgspec.structs.replace(row, hopes=hopes)
            case _:
                pass
    return None if row == ProfileRow() else row


def fold_learning(happened: Sequence[Happened]) -> LearningRow | None:
    """Return what was gone through, or None if nothing was."""
    finished: dict[str, Finished] = {}
    answers: dict[tuple[str, str], Sorted] = {}
    for one in happened:
        if not one.stands:
            continue
        match one.body:
            case PrimerFinished(primer_id=primer_id, primer_version=version):
                earlier = finished.get(primer_id)
                if earlier is None or earlier.version <= version:
                    finished[primer_id] = Finished(
                        primer_id=primer_id, version=version, at=one.event.at, tz=one.event.tz
                    )
            case PrimerAnswered(primer_id=primer_id, item_id=item_id, answer=answer, matched=matched):
                answers[primer_id, item_id] = Sorted(
                    primer_id=primer_id, item_id=item_id, answer=answer, matched=matched
                )
            case _:
                pass
    if not finished and not answers:
        return None
    return LearningRow(
        finished=tuple(finished[key] for key in sorted(finished)),
        answers=tuple(answers[key] for key in sorted(answers)),
    )
