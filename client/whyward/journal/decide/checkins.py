"""Deciding wishes about how things are.

An item may be left out or passed; nobody is asked why. A number is checked against the scale it is on.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, assert_never

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.decide.instruments import added_instrument
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.checkins import (
    CLOSE,
    CLOSER,
    COMPASS,
    MATTER,
    CheckinCompleted,
    CheckinCorrected,
    CheckinTakenBack,
    MoodNoted,
    Response,
    TargetMarked,
    Words,
)
from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.formulas.target import RINGS, radius_of
from whyward.journal.intentions.checkins import (
    AddInstrument,
    CheckinIntention,
    CompleteCheckin,
    CorrectCheckin,
    Marked,
    MarkTarget,
    NoteMood,
    Said,
    TakeCheckinBack,
)
from whyward.journal.names import find_domain
from whyward.journal.names_noticing import find_checkin, find_marked, instrument
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_lines, cleaned_text, optional_text, zero_to_ten

MOODS: Final = "moods"
"""The preference that lets moods be noted; without it there are none."""

_DAYS: Final = 14
_FULL_CIRCLE: Final = 360


def decide_checkin(wish: CheckinIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case CompleteCheckin():
            return [_completed(wish, pages, context)]
        case CorrectCheckin():
            return [Fact(_corrected(wish, pages), context.now_ms)]
        case TakeCheckinBack():
            row = find_checkin(pages, wish.checkin)
            return [Fact(CheckinTakenBack(checkin_id=row.checkin_id), context.now_ms)]
        case MarkTarget():
            return _marked(wish, pages, context)
        case AddInstrument():
            return [Fact(added_instrument(wish, pages, context), context.now_ms)]
        case NoteMood():
            return [_noted(wish, pages, context)]
        case _:
            assert_never(wish)


def _completed(wish: CompleteCheckin, pages: Pages, context: Context) -> Fact:
    day, at_ms = on_day(wish.on, pages, context)
    responses, words = _answers(wish.said, wish.instrument, wish.version, pages)
    if not words and all(response.number is None for response in responses):
        raise BadInput("Nothing was answered", hint="One answer is enough; the others may be left out.")
    is_compass = wish.instrument == COMPASS
    period_to = wish.period_to or (day if is_compass else None)
    period_from = wish.period_from or (day - timedelta(days=_DAYS - 1) if is_compass and not wish.period_to else None)
    if period_from and period_to and period_from > period_to:
        raise BadInput("Those days end before they begin", hint="Nothing was recorded; name the earlier day first.")
    completed = CheckinCompleted(
        checkin_id=context.fresh_id(),
        instrument_id=wish.instrument,
        instrument_version=wish.version,
        lang=wish.lang,
        period_from=period_from,
        period_to=period_to,
        responses=responses,
        words=words,
        note=optional_text(wish.note, sentence("The note")),
    )
    return Fact(completed, at_ms)


def _corrected(wish: CorrectCheckin, pages: Pages) -> CheckinCorrected:
    row = find_checkin(pages, wish.checkin)
    if row.instrument_id is None:
        raise Refused("That one is a target, without answers", hint="Put a new mark in place of the old one.")
    responses, words = _answers(wish.said, row.instrument_id, row.instrument_version, pages)
    if not responses and not words:
        raise BadInput("Nothing would change", hint="Name an item and its new answer.")
    return CheckinCorrected(checkin_id=row.checkin_id, responses=responses, words=words)


def _answers(
    said: Sequence[Said], instrument_id: str, version: int, pages: Pages
) -> tuple[tuple[Response, ...], tuple[Words, ...]]:
    """Return numbers and words by item, the last of several for one item."""
    numbers: dict[str, int | None] = {}
    words: dict[str, str] = {}
    for one in said:
        item_id = _item(one, instrument_id, version, pages)
        if one.words is not None:
            words[item_id] = optional_text(one.words, sentence("The answer")) or ""
        if one.number is not None or one.words is None:
            numbers[item_id] = one.number
    responses = tuple(Response(item_id=item_id, number=number) for item_id, number in numbers.items())
    return responses, tuple(Words(item_id=item_id, text=text) for item_id, text in words.items())


def _item(said: Said, instrument_id: str, version: int, pages: Pages) -> str:
    """Return the id of an item, checked against its instrument with the number that was given."""
    if instrument_id == COMPASS:
        return _compass_item(said, pages)
    row = instrument(pages, instrument_id, version)
    if row is None:
        raise BadInput("That scale is not one of yours", hint="`whyward check scales` shows what there is.")
    scale = row.definition
    if said.item not in {item.item_id for item in scale.items}:
        raise BadInput(
            "That item is not in this scale",
            hint=sentence("Its items are shown by: whyward check run %(title)s.", title=row.title),
        )
    if said.number is not None and not scale.low <= said.number <= scale.high:
        raise BadInput(
            sentence("An answer is a number from %(low)s to %(high)s", low=scale.low, high=scale.high),
            hint="Nothing was recorded; choose one of those.",
        )
    return said.item


def _compass_item(said: Said, pages: Pages) -> str:
    called, _, part = said.item.rpartition(".")
    if part not in {MATTER, CLOSE, CLOSER} or not called:
        raise BadInput(
            "An item of the Compass check is a part of life and what is asked of it",
            hint=sentence(
                "Write it like health.%(matter)s, health.%(close)s or health.%(closer)s.",
                matter=MATTER,
                close=CLOSE,
                closer=CLOSER,
            ),
        )
    is_words = said.words is not None
    if is_words != (part == CLOSER) and (is_words or said.number is not None):
        how = sentence("words") if part == CLOSER else sentence("a number")
        raise BadInput(sentence("“%(part)s” is answered in %(how)s", part=part, how=how), hint="Nothing was recorded.")
    if said.number is not None:
        zero_to_ten(said.number, sentence("An answer"))
    return f"{find_domain(pages, called)}.{part}"


def _marked(wish: MarkTarget, pages: Pages, context: Context) -> list[Fact]:
    if not wish.marks:
        raise BadInput("No mark was put", hint="One is enough.")
    checkin_id = context.fresh_id() if wish.checkin is None else find_checkin(pages, wish.checkin).checkin_id
    return [
        Fact(
            TargetMarked(
                checkin_id=checkin_id,
                on=find_marked(pages, one.on),
                radius=_radius(one),
                angle=_angle(one.angle),
            ),
            context.now_ms,
        )
        for one in wish.marks
    ]


def _radius(mark: Marked) -> float:
    if mark.ring is not None and mark.radius is None and 1 <= mark.ring <= RINGS:
        return radius_of(mark.ring)
    if mark.ring is None and mark.radius is not None and 0 <= mark.radius <= 1:
        return float(mark.radius)
    raise BadInput(
        sentence("A mark stands in a ring from 1 to %(rings)s", rings=RINGS),
        hint=sentence("%(rings)s is the middle of the target, 1 its edge.", rings=RINGS),
    )


def _angle(angle: float | None) -> float | None:
    if angle is not None and not 0 <= angle <= _FULL_CIRCLE:
        raise BadInput("An angle is from 0 to 360 degrees", hint="It may be left out.")
    return None if angle is None else float(angle)


def _noted(wish: NoteMood, pages: Pages, context: Context) -> Fact:
    preference = pages.one(PREFERENCES, MOODS.encode())
    if preference is None or preference.value is not True:
        raise Refused("Moods are off, as they are for everybody at first", hint="To turn them on: whyward mood on.")
    _, at_ms = on_day(wish.on, pages, context)
    mood = MoodNoted(
        mood_id=context.fresh_id(),
        occurred_at=at_ms,
        valence=_of_five(wish.valence, sentence("How pleasant it is")),
        energy=_of_five(wish.energy, sentence("Energy")),
        words=cleaned_lines(wish.words, sentence("A word")),
        note=None if wish.note is None else cleaned_text(wish.note, sentence("The note")),
    )
    if mood.valence is None and mood.energy is None and not mood.words and mood.note is None:
        raise BadInput("Nothing was noted", hint="One word is enough.")
    return Fact(mood, at_ms)


def _of_five(number: int | None, what: str) -> int | None:
    if number is not None and not -2 <= number <= 2:  # noqa: PLR2004  # the scale is in the sentence below
        raise BadInput(
            sentence("%(what)s is a number from -2 to 2", what=what), hint="Nothing was recorded; choose one of those."
        )
    return number
