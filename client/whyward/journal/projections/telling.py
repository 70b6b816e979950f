"""What happened, in plain words: one short phrase for each kind of event.

Present, short, kind: nothing here grades, counts days in a row, or speaks of what was not done. A word of a newer
version is told without it.
"""

from datetime import date

import msgspec

from whyward.journal.days import day_in_words, life_day
from whyward.journal.events import barriers as b
from whyward.journal.events import domains as d
from whyward.journal.events import entries as e
from whyward.journal.events import goals as g
from whyward.journal.events import plumbing as p
from whyward.journal.events import steps as s
from whyward.journal.events import values as v
from whyward.journal.events.fields import Body
from whyward.journal.folding.happened import Happened
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.phrases import Phrase
from whyward.journal.projections.telling_caring import phrase_of_caring
from whyward.journal.projections.telling_exploring import phrase_of_exploring
from whyward.journal.projections.telling_hindering import phrase_of_hindering
from whyward.journal.projections.telling_noticing import phrase_of_noticing
from whyward.journal.projections.telling_shares import phrase_of_sharing
from whyward.journal.projections.telling_sorting import phrase_of_sorting
from whyward.journal.projections.telling_striving import phrase_of_striving


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a story. `note` is the person's own words about it; `taken_back` ones still stand there."""

    event_id: bytes
    on: date
    text: str
    note: str | None
    taken_back: bool


_ADJUSTED = {
    "too_big": Phrase("Made smaller", "because it was too big"),
    "too_small": Phrase("Made bigger", "because there was room for more"),
    "life_changed": Phrase("Changed", "because life changed"),
    "learned": Phrase("Changed", "because of something learned"),
    "clearer": Phrase("Made clearer"),
    "barrier": Phrase("Changed", "because something was in the way"),
}
_STEPS = {"tiny": "A tiny step", "part": "A part of it", "all": "A step", "more": "More than planned"}
_SHOWS_UP = {
    "a_lot": "shows up a lot",
    "some": "shows up some",
    "a_little": "shows up a little",
    "not_yet": "not yet",
    "not_relevant": "does not belong there",
}
_RETIRED = {
    "changed": "because I changed",
    "never_mine": "because it was never mine",
    "merged": "because it became part of another",
}
_ANSWERED = {
    "did_it_anyway": "Did it anyway",
    "did_tiny_version": "Did a tiny version",
    "adjusted_goal": "Changed the goal",
    "asked_for_help": "Asked for help",
    "rested": "Rested",
    "chose_not_to": "Chose not to",
}


def phrase_of(body: Body, labels: Labels, today: date | None = None) -> Phrase:
    """Return what happened, in a phrase."""
    for tell in (
        _of_value,
        _of_goal,
        _of_the_rest,
        phrase_of_sharing,
        phrase_of_noticing,
        phrase_of_caring,
        phrase_of_sorting,
        phrase_of_hindering,
        phrase_of_striving,
        phrase_of_exploring,
    ):
        phrase = tell(body, labels, today)
        if phrase is not None:
            return phrase
    return Phrase("Something of a newer Whyward")


def _of_value(body: Body, labels: Labels, today: date | None) -> Phrase | None:  # noqa: PLR0911  # one return per kind
    match body:
        case v.ValueChosen(own_words=words):
            return Phrase("Named as a value", note=words)
        case v.ValueReworded(name=None, own_words=words):
            return Phrase("Put in other words", note=words)
        case v.ValueReworded(name=name, own_words=words):
            return Phrase("Renamed", f"to {name}", words)
        case v.ValuesRanked(order=order):
            return Phrase("Values put in order", f"with {labels.value(order[0])} first" if order else "")
        case v.ValueOwnershipChecked(mine=mine, pressure=pressure, note=note):
            return Phrase("Asked “is this mine?”", f"— mine {mine}, expected {pressure}, of 10", note)
        case v.ValueShownInDomain(domain_id=domain_id, shows_up=shows_up, how=how):
            return Phrase("Placed", f"in {labels.domain(domain_id)}: {_SHOWS_UP.get(shows_up, 'other')}", how)
        case v.ValueDomainLinkRemoved(domain_id=domain_id):
            return Phrase("Taken out", f"of {labels.domain(domain_id)}")
        case v.ValueRested(until=until, why=why):
            return Phrase("Put to rest", "" if until is None else f"until {day_in_words(until, today)}", why)
        case v.ValueRetired(why=why, note=note):
            return Phrase("Retired", _RETIRED.get(why, ""), note)
        case v.ValueRestored():
            return Phrase("Brought back")
        case _:
            return None


def _of_goal(body: Body, labels: Labels, today: date | None) -> Phrase | None:  # one return per kind
    match body:
        case g.GoalSet(why=why):
            return Phrase("Chosen as a goal", note=why)
        case g.GoalAdjusted(why=why, note=note):
            return _ADJUSTED.get(why, Phrase("Changed"))._replace(note=note)
        case g.GoalLinkedToValue(value_id=value_id):
            return Phrase("Linked", f"to {labels.value(value_id)}")
        case g.GoalUnlinkedFromValue(value_id=value_id):
            return Phrase("Unlinked", f"from {labels.value(value_id)}")
        case g.GoalPaused(until=until, why=why):
            return Phrase("Put to rest", "" if until is None else f"until {day_in_words(until, today)}", why)
        case g.GoalResumed():
            return Phrase("Taken up again")
        case g.GoalCompleted(meaning=meaning):
            return Phrase("Done", note=meaning)
        case g.GoalLetGo(learned=learned, why=why):
            return Phrase("Let go", note=learned or why)
        case g.GoalReopened():
            return Phrase("Taken up again")
        case _:
            return None


def _of_the_rest(body: Body, labels: Labels, _today: date | None) -> Phrase | None:  # noqa: PLR0911  # one return per kind
    match body:
        case s.StepTaken(how_much=how_much, note=note):
            return Phrase(_STEPS.get(how_much, "A step"), _toward(body, labels), note)
        case s.WinNoticed(text=text):
            return Phrase("A win noticed", note=text)
        case e.EntryWritten():
            return Phrase("Written")
        case e.EntryEdited():
            return Phrase("Edited")
        case e.EntryBinned():
            return Phrase("Moved to the bin")
        case e.EntryUnbinned():
            return Phrase("Taken out of the bin")
        case b.BarrierMet(kind=kind, custom=custom, situation=situation):
            return Phrase("In the way:", custom or _barrier(kind), situation)
        case b.BarrierAnswered(response=response, learned=learned):
            return Phrase(_ANSWERED.get(response, "Answered"), note=learned)
        case v.ValueTensionNoted(value_ids=value_ids, situation=situation):
            return Phrase("A tension noted", "between " + " and ".join(map(labels.value, value_ids)), situation)
        case v.ValueGlimpsed(guess=guess, quote=quote):
            return Phrase("Noticed in my words:", guess, quote)
        case _:
            return _of_plumbing(body, labels)


def _of_plumbing(body: Body, labels: Labels) -> Phrase | None:
    match body:
        case d.DomainRenamed(name=name):
            return Phrase("Part of life renamed", f"to {name}")
        case d.DomainHidden(domain_id=domain_id):
            return Phrase(f"{labels.domain(domain_id)} left out for now")
        case d.DomainShown(domain_id=domain_id):
            return Phrase(f"{labels.domain(domain_id)} brought back")
        case d.DomainsOrdered():
            return Phrase("Parts of life put in order")
        case p.ConflictSettled():
            return Phrase("Two versions settled")
        case p.PreferenceSet(key=key):
            return Phrase(f"Preference set: {key.partition(':')[0].replace('_', ' ').replace('-', ' ')}")
        case p.RecordsTakenOver(count=count):
            what = "1 record" if count == 1 else f"{count} records"
            return Phrase(f"Took over {what} of a device that was removed")
        case p.EventRetracted():
            return Phrase("Taken back")
        case p.RetractionWithdrawn():
            return Phrase("Brought back")
        case _:
            return None


def _toward(step: s.StepTaken, labels: Labels) -> str:
    if step.value_ids:
        return "toward " + " and ".join(map(labels.value, step.value_ids))
    return "" if step.goal_id is None else f"toward “{labels.goal(step.goal_id)}”"


def _barrier(kind: str) -> str:
    known = kind in {choice.value for choice in b.BarrierKind}
    return kind.replace("_", " ") if known else "other"


def line_of(one: Happened, labels: Labels, day_ends_at: int, today: date | None) -> Line:
    """Return what happened as a sentence with its day."""
    on = life_day(one.event.at, one.event.tz, day_ends_at)
    phrase = phrase_of(one.body, labels, today)
    return Line(
        event_id=one.event.id,
        on=on,
        text=phrase.on(day_in_words(on, today)),
        note=phrase.note,
        taken_back=not one.stands,
    )
