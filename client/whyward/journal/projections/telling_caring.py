"""Reminders, hard times, consents and what entries are about, in plain words: one short phrase for each kind.

What a support plan says is not repeated here; it has a page of its own.
"""

from datetime import date
from typing import Final

from whyward.journal.events import consents as c
from whyward.journal.events import entries as e
from whyward.journal.events import reminders as r
from whyward.journal.events import support as s
from whyward.journal.events.catalogue import entity_of_ref
from whyward.journal.events.fields import Body, Ref
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.phrases import Phrase, until
from whyward.journal.rhythm import rhythm_in_words
from whyward.journal.sentences import sentence, with_commas

_ANSWERED: Final = {
    "did_it": sentence("Done, as the reminder said"),
    "later": sentence("Put off to later"),
    "not_today": sentence("Left for another day"),
    "too_many": sentence("Said that these are too many"),
}
_PURPOSES: Final = {"shown_before_unlock": sentence("shown before unlock")}
_UNNAMED: Final = {
    "entry": sentence("an entry"),
    "step": sentence("a step"),
    "barrier": sentence("something in the way"),
    "win": sentence("a win"),
}
"""Things of kinds without names."""


def phrase_of_caring(body: Body, labels: Labels, today: date | None = None) -> Phrase | None:
    """Return what happened, or None for what is told elsewhere."""
    return _of_reminder(body, today) or _of_support(body) or _of_entry(body, labels)


def _of_reminder(body: Body, today: date | None) -> Phrase | None:
    match body:
        case r.ReminderSet(rrule=rrule, start_local=start_local):
            return Phrase(
                sentence("A reminder set:"), with_commas((rhythm_in_words(rrule, start_local, today), start_local[11:]))
            )
        case r.ReminderChanged():
            return Phrase(sentence("A reminder changed"))
        case r.RemindersPaused(until=day):
            return Phrase(sentence("All reminders at rest"), until(day, today))
        case r.RemindersResumed():
            return Phrase(sentence("Reminders come again"))
        case r.ReminderRemoved():
            return Phrase(sentence("A reminder taken away"))
        case r.ReminderAnswered(answer=answer):
            return Phrase(_ANSWERED.get(answer, sentence("Answered")))
        case _:
            return None


def _of_support(body: Body) -> Phrase | None:
    match body:
        case s.SupportPlanWritten():
            return Phrase(sentence("Support plan written"))
        case s.SupportPlanRevised():
            return Phrase(sentence("Support plan changed"))
        case s.HelpRegionChosen():
            return Phrase(sentence("Region for helplines chosen"))
        case s.OwnHelplineAdded(name=name):
            return Phrase(sentence("A helpline of my own added:"), name)
        case s.OwnHelplineRemoved():
            return Phrase(sentence("A helpline of my own taken off the list"))
        case c.ConsentGiven(purpose=purpose):
            return Phrase(sentence("Agreed:"), _PURPOSES.get(purpose, purpose.replace("_", " ")))
        case c.ConsentWithdrawn():
            return Phrase(sentence("No longer agreed"))
        case _:
            return None


def _of_entry(body: Body, labels: Labels) -> Phrase | None:
    match body:
        case e.EntryLinked(to=to):
            return Phrase(sentence("Linked"), sentence("to %(name)s", name=thing_named(to, labels)))
        case e.EntryUnlinked(to=to):
            return Phrase(sentence("Unlinked"), sentence("from %(name)s", name=thing_named(to, labels)))
        case e.EntryStarred(on=on):
            return Phrase(sentence("Given a star") if on else sentence("Its star taken off"))
        case _:
            return None


def thing_named(ref: Ref, labels: Labels) -> str:
    """Return what a thing is called, by its reference; a plain word for one without a name."""
    noun, _, key = ref.partition(":")
    name = entity_of_ref(ref).partition(b":")[2]
    match noun:
        case "value":
            return labels.value(name)
        case "goal":
            return sentence("“%(goal)s”", goal=labels.goal(name))
        case "domain":
            return labels.domain(key)
        case _:
            return _UNNAMED.get(noun, f"a {noun}")
