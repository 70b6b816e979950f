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
from whyward.journal.projections.labels import Labels, barrier_in_words
from whyward.journal.projections.phrases import Phrase, until
from whyward.journal.projections.telling_caring import phrase_of_caring
from whyward.journal.projections.telling_exploring import phrase_of_exploring
from whyward.journal.projections.telling_hindering import phrase_of_hindering
from whyward.journal.projections.telling_noticing import phrase_of_noticing
from whyward.journal.projections.telling_shares import phrase_of_sharing
from whyward.journal.projections.telling_sorting import phrase_of_sorting
from whyward.journal.projections.telling_striving import phrase_of_striving
from whyward.journal.sentences import counted, sentence, with_and


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a story. `note` is the person's own words about it; `taken_back` ones still stand there."""

    event_id: bytes
    on: date
    text: str
    note: str | None
    taken_back: bool


_ADJUSTED = {
    "too_big": Phrase(sentence("Made smaller"), sentence("because it was too big")),
    "too_small": Phrase(sentence("Made bigger"), sentence("because there was room for more")),
    "life_changed": Phrase(sentence("Changed"), sentence("because life changed")),
    "learned": Phrase(sentence("Changed"), sentence("because of something learned")),
    "clearer": Phrase(sentence("Made clearer")),
    "barrier": Phrase(sentence("Changed"), sentence("because something was in the way")),
}
_STEPS = {
    "tiny": sentence("A tiny step"),
    "part": sentence("A part of it"),
    "all": sentence("A step"),
    "more": sentence("More than planned"),
}
_SHOWS_UP = {
    "a_lot": sentence("shows up a lot"),
    "some": sentence("shows up some"),
    "a_little": sentence("shows up a little"),
    "not_yet": sentence("not yet"),
    "not_relevant": sentence("does not belong there"),
}
_RETIRED = {
    "changed": sentence("because I changed"),
    "never_mine": sentence("because it was never mine"),
    "merged": sentence("because it became part of another"),
}
_PREFERENCES = {
    "day_ends_at": sentence("day ends at"),
    "device-name": sentence("device name"),
    "hide_numbers": sentence("hide numbers"),
    "language": sentence("language"),
    "moods": sentence("moods"),
    "on_this_day": sentence("on this day"),
    "week_start": sentence("week start"),
    "wording_level": sentence("wording level"),
}
_ANSWERED = {
    "did_it_anyway": sentence("Did it anyway"),
    "did_tiny_version": sentence("Did a tiny version"),
    "adjusted_goal": sentence("Changed the goal"),
    "asked_for_help": sentence("Asked for help"),
    "rested": sentence("Rested"),
    "chose_not_to": sentence("Chose not to"),
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
    return Phrase(sentence("Something of a newer Whyward"))


def _of_value(body: Body, labels: Labels, today: date | None) -> Phrase | None:  # noqa: PLR0911  # one return per kind
    match body:
        case v.ValueChosen(own_words=words):
            return Phrase(sentence("Named as a value"), note=words)
        case v.ValueReworded(name=None, own_words=words):
            return Phrase(sentence("Put in other words"), note=words)
        case v.ValueReworded(name=name, own_words=words):
            return Phrase(sentence("Renamed"), sentence("to %(name)s", name=name), words)
        case v.ValuesRanked(order=order):
            return Phrase(sentence("Values put in order"), _first(order, labels))
        case v.ValueOwnershipChecked(mine=mine, pressure=pressure, note=note):
            return Phrase(sentence("Asked “is this mine?”"), _asked(mine, pressure), note)
        case v.ValueShownInDomain(domain_id=domain_id, shows_up=shows_up, how=how):
            return Phrase(sentence("Placed"), _place(labels.domain(domain_id), shows_up), how)
        case v.ValueDomainLinkRemoved(domain_id=domain_id):
            return Phrase(sentence("Taken out"), sentence("of %(domain)s", domain=labels.domain(domain_id)))
        case v.ValueRested(until=day, why=why):
            return Phrase(sentence("Put to rest"), until(day, today), why)
        case v.ValueRetired(why=why, note=note):
            return Phrase(sentence("Retired"), _RETIRED.get(why, ""), note)
        case v.ValueRestored():
            return Phrase(sentence("Brought back"))
        case _:
            return None


def _of_goal(body: Body, labels: Labels, today: date | None) -> Phrase | None:  # one return per kind
    match body:
        case g.GoalSet(why=why):
            return Phrase(sentence("Chosen as a goal"), note=why)
        case g.GoalAdjusted(why=why, note=note):
            return _ADJUSTED.get(why, Phrase(sentence("Changed")))._replace(note=note)
        case g.GoalLinkedToValue(value_id=value_id):
            return Phrase(sentence("Linked"), sentence("to %(name)s", name=labels.value(value_id)))
        case g.GoalUnlinkedFromValue(value_id=value_id):
            return Phrase(sentence("Unlinked"), sentence("from %(name)s", name=labels.value(value_id)))
        case g.GoalPaused(until=day, why=why):
            return Phrase(sentence("Put to rest"), until(day, today), why)
        case g.GoalResumed():
            return Phrase(sentence("Taken up again"))
        case g.GoalCompleted(meaning=meaning):
            return Phrase(sentence("Done"), note=meaning)
        case g.GoalLetGo(learned=learned, why=why):
            return Phrase(sentence("Let go"), note=learned or why)
        case g.GoalReopened():
            return Phrase(sentence("Taken up again"))
        case _:
            return None


def _of_the_rest(body: Body, labels: Labels, _today: date | None) -> Phrase | None:  # noqa: PLR0911  # one return per kind
    match body:
        case s.StepTaken(how_much=how_much, note=note):
            return Phrase(_STEPS.get(how_much, sentence("A step")), _toward(body, labels), note)
        case s.WinNoticed(text=text):
            return Phrase(sentence("A win noticed"), note=text)
        case e.EntryWritten():
            return Phrase(sentence("Written"))
        case e.EntryEdited():
            return Phrase(sentence("Edited"))
        case e.EntryBinned():
            return Phrase(sentence("Moved to the bin"))
        case e.EntryUnbinned():
            return Phrase(sentence("Taken out of the bin"))
        case b.BarrierMet(kind=kind, custom=custom, situation=situation):
            return Phrase(sentence("In the way:"), custom or barrier_in_words(kind), situation)
        case b.BarrierAnswered(response=response, learned=learned):
            return Phrase(_ANSWERED.get(response, sentence("Answered")), note=learned)
        case v.ValueTensionNoted(value_ids=value_ids, situation=situation):
            return Phrase(sentence("A tension noted"), _between(value_ids, labels), situation)
        case v.ValueGlimpsed(guess=guess, quote=quote):
            return Phrase(sentence("Noticed in my words:"), guess, quote)
        case _:
            return _of_plumbing(body, labels)


def _of_plumbing(body: Body, labels: Labels) -> Phrase | None:
    match body:
        case d.DomainRenamed(name=name):
            return Phrase(sentence("Part of life renamed"), sentence("to %(name)s", name=name))
        case d.DomainHidden(domain_id=domain_id):
            return Phrase(sentence("%(domain)s left out for now", domain=labels.domain(domain_id)))
        case d.DomainShown(domain_id=domain_id):
            return Phrase(sentence("%(domain)s brought back", domain=labels.domain(domain_id)))
        case d.DomainsOrdered():
            return Phrase(sentence("Parts of life put in order"))
        case p.ConflictSettled():
            return Phrase(sentence("Two versions settled"))
        case p.PreferenceSet(key=key):
            return Phrase(sentence("Preference set: %(what)s", what=_preference(key)))
        case p.RecordsTakenOver(count=count):
            what = counted("%(count)s record", "%(count)s records", count)
            return Phrase(sentence("Took over %(what)s of a device that was removed", what=what))
        case p.EventRetracted():
            return Phrase(sentence("Taken back"))
        case p.RetractionWithdrawn():
            return Phrase(sentence("Brought back"))
        case _:
            return None


def _toward(step: s.StepTaken, labels: Labels) -> str:
    if step.value_ids:
        return sentence("toward %(what)s", what=with_and([labels.value(one) for one in step.value_ids]))
    return "" if step.goal_id is None else sentence("toward “%(goal)s”", goal=labels.goal(step.goal_id))


def _first(order: tuple[bytes, ...], labels: Labels) -> str:
    return sentence("with %(value)s first", value=labels.value(order[0])) if order else ""


def _asked(mine: int, pressure: int) -> str:
    return sentence("— mine %(mine)s, expected %(pressure)s, of 10", mine=mine, pressure=pressure)


def _place(domain: str, shows_up: str) -> str:
    how = _SHOWS_UP.get(shows_up, sentence("other"))
    return sentence("in %(domain)s: %(how)s", domain=domain, how=how)


def _between(value_ids: tuple[bytes, ...], labels: Labels) -> str:
    return sentence("between %(what)s", what=with_and([labels.value(one) for one in value_ids]))


def _preference(key: str) -> str:
    name = key.partition(":")[0]
    return _PREFERENCES.get(name, name.replace("_", " ").replace("-", " "))


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
