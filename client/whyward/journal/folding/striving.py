"""What a person means to do for a goal, as its events leave it: planned steps, times, levels, willingness.

The later word wins field by field; times that were cleared stay cleared whatever another device said meanwhile.
"""

from collections.abc import Sequence

import msgspec

from whyward.journal.events.planned_steps import ScheduleCleared, StepChanged, StepDropped, StepPlanned, StepScheduled
from whyward.journal.events.ratings import GoalScaled, LevelText
from whyward.journal.events.willingness import GoalRenewed, WillingnessChosen, WishContrasted
from whyward.journal.folding.happened import Happened


class PlannedStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step as it is planned now. `stamp` parts two that have one position."""

    step_id: bytes
    text: str
    when: str | None
    where: str | None
    with_whom: str | None
    difficulty: int | None
    position: str
    stamp: tuple[int, bytes, bytes]
    dropped: bool = False


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """Times of a planned step, or of the goal as a whole."""

    schedule_id: bytes
    step_id: bytes | None
    start_local: str
    minutes: int | None
    rrule: str | None
    place: str | None


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """A goal's levels, from the lowest."""

    levels: tuple[LevelText, ...]
    importance: int | None
    difficulty: int | None
    baseline: int | None


class Contrast(msgspec.Struct, frozen=True, kw_only=True):
    """A wish beside what is in its way."""

    event_id: bytes
    wish: str
    best_outcome: str
    inner_obstacle: str
    plan_id: bytes | None


class Willingness(msgspec.Struct, frozen=True, kw_only=True):
    """What one is willing to have come along."""

    for_the_sake_of: str
    thoughts: tuple[str, ...]
    feelings: tuple[str, ...]
    sensations: tuple[str, ...]
    urges: tuple[str, ...]
    choice: str


class Striving(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All of that for one goal. `planned` is in its order, dropped ones too; `contrasts` are those not replaced."""

    planned: tuple[PlannedStep, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    scale: Scale | None = None
    contrasts: tuple[Contrast, ...] = ()
    willing: Willingness | None = None
    renewed_as: tuple[bytes, ...] = ()


NOTHING_YET = Striving()
_SAID_BY = (
    StepPlanned,
    StepChanged,
    StepDropped,
    StepScheduled,
    ScheduleCleared,
    GoalScaled,
    WishContrasted,
    WillingnessChosen,
    GoalRenewed,
)


def fold_striving(standing: Sequence[Happened]) -> Striving | None:
    """Return what the standing events of a goal, in total order, come to; None if they say nothing of it."""
    if not any(isinstance(one.body, _SAID_BY) for one in standing):
        return None
    scale: Scale | None = None
    willing: Willingness | None = None
    renewed: dict[bytes, None] = {}
    for one in standing:
        match one.body:
            case GoalScaled() as scaled:
                scale = _scaled(scaled)
            case WillingnessChosen() as chosen:
                willing = _willing(chosen)
            case GoalRenewed(new_goal_id=new_goal_id):
                renewed[new_goal_id] = None
            case _:
                pass
    striving = Striving(
        planned=_planned(standing),
        schedules=_schedules(standing),
        scale=scale,
        contrasts=_contrasts(standing),
        willing=willing,
        renewed_as=tuple(renewed),
    )
    return None if striving == NOTHING_YET else striving


def _planned(standing: Sequence[Happened]) -> tuple[PlannedStep, ...]:
    """Return the steps in their order. What was said of a step before it was planned counts as well."""
    found: dict[bytes, PlannedStep] = {}
    for one in standing:
        if isinstance(one.body, StepPlanned) and one.body.step_id not in found:
            planned = one.body
            found[planned.step_id] = PlannedStep(
                step_id=planned.step_id,
                text=planned.text,
                when=planned.when,
                where=planned.where,
                with_whom=planned.with_whom,
                difficulty=planned.difficulty,
                position=planned.position,
                stamp=(one.event.hlc, one.device, one.event.id),
            )
    for one in standing:
        match one.body:
            case StepChanged(step_id=step_id, changes=changes) if step_id in found:
                found[step_id] = msgspec.structs.replace(found[step_id], **_changed(changes))
            case StepDropped(step_id=step_id) if step_id in found:
                found[step_id] = msgspec.structs.replace(found[step_id], dropped=True)
            case _:
                pass
    return tuple(sorted(found.values(), key=lambda step: (step.position, step.stamp)))


def _changed(changes: msgspec.Struct) -> dict[str, object]:
    every = ((name, getattr(changes, name)) for name in changes.__struct_fields__)
    return {name: value for name, value in every if value is not msgspec.UNSET}


def _schedules(standing: Sequence[Happened]) -> tuple[Schedule, ...]:
    cleared = {one.body.schedule_id for one in standing if isinstance(one.body, ScheduleCleared)}
    found: dict[bytes, Schedule] = {}
    for one in standing:
        if isinstance(one.body, StepScheduled) and one.body.schedule_id not in cleared:
            times = one.body
            found[times.schedule_id] = Schedule(
                schedule_id=times.schedule_id,
                step_id=times.step_id,
                start_local=times.start_local,
                minutes=times.minutes,
                rrule=times.rrule,
                place=times.place,
            )
    return tuple(sorted(found.values(), key=lambda times: (times.start_local, times.schedule_id)))


def _scaled(scaled: GoalScaled) -> Scale:
    texts = {one.level: one for one in scaled.levels}
    return Scale(
        levels=tuple(texts[level] for level in sorted(texts)),
        importance=scaled.importance,
        difficulty=scaled.difficulty,
        baseline=scaled.baseline,
    )


def _willing(chosen: WillingnessChosen) -> Willingness:
    return Willingness(
        for_the_sake_of=chosen.for_the_sake_of,
        thoughts=chosen.willing_thoughts,
        feelings=chosen.willing_feelings,
        sensations=chosen.willing_sensations,
        urges=chosen.willing_urges,
        choice=chosen.choice,
    )


def _contrasts(standing: Sequence[Happened]) -> tuple[Contrast, ...]:
    """Return those that no later one takes the place of, in the order of time."""
    made = [(one.event.id, one.body) for one in standing if isinstance(one.body, WishContrasted)]
    place_of = {event_id: place for place, (event_id, _) in enumerate(made)}
    replaced = {
        event_id
        for place, (_, body) in enumerate(made)
        for event_id in body.after
        if place_of.get(event_id, place) < place
    }
    return tuple(
        Contrast(
            event_id=event_id,
            wish=body.wish,
            best_outcome=body.best_outcome,
            inner_obstacle=body.inner_obstacle,
            plan_id=body.plan_id,
        )
        for event_id, body in made
        if event_id not in replaced
    )
