"""What happened between the person and others, in plain words: one short phrase for each kind of event about sharing.

Nothing that opens a share is in any of them, and nothing says what the other side did not do.
"""

from collections.abc import Sequence
from datetime import date

from whyward.journal.days import day_in_words
from whyward.journal.events import guesting as q
from whyward.journal.events import people as c
from whyward.journal.events import shares as h
from whyward.journal.events.catalogue import entity_of_ref
from whyward.journal.events.fields import Body
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.phrases import Phrase, until
from whyward.journal.sentences import counted, listed, sentence, with_and, with_commas

_HANDED = {
    "print": sentence("Handed over, printed"),
    "pdf": sentence("Handed over, as a file"),
    "screen": sentence("Held up to be read"),
    "fhir": sentence("Handed over, for a record"),
    "read_aloud": sentence("Read aloud"),
}
_MAY = {"read": sentence("to read"), "comment": sentence("to comment"), "propose": sentence("to propose goals")}


def phrase_of_sharing(body: Body, labels: Labels, today: date | None) -> Phrase | None:
    """Return what happened, in a phrase; None for what has nothing to do with sharing."""
    for tell in (_of_people, _of_giving, _of_quieter, _of_what_went):
        phrase = tell(body, labels, today)
        if phrase is not None:
            return phrase
    return _of_guesting(body, today)


def _of_people(body: Body, _labels: Labels, _today: date | None) -> Phrase | None:
    match body:
        case c.ContactAdded():
            return Phrase(sentence("Given a name here"))
        case c.ContactRenamed(name=name):
            return Phrase(sentence("Renamed"), sentence("to %(name)s", name=name))
        case c.ContactRemoved():
            return Phrase(sentence("Taken off the list; nothing is shared any more"))
        case h.ShareInvited():
            return Phrase(sentence("Invited to share"))
        case h.ContactVerified():
            return Phrase(sentence("The words of both were the same"))
        case h.ContactKeysChanged():
            return Phrase(sentence("Came with other keys; nothing goes out until the words are compared again"))
        case h.RecipientDutiesStated(statement=statement):
            return Phrase(sentence("Said what they may have to keep or tell"), note=statement)
        case _:
            return None


def _of_giving(body: Body, labels: Labels, today: date | None) -> Phrase | None:
    match body:
        case h.ShareGranted(items=items, ends=ends, purpose=purpose):
            what = with_commas((_goals(items, labels), until(ends, today)))
            return Phrase(sentence("Began to be shown"), what, purpose)
        case h.ShareWidened(items=items, may=may):
            more = _goals(items, labels) if items else with_and([_MAY.get(right, right) for right in may])
            return Phrase(sentence("Shown more:") if items else sentence("Allowed more:"), more)
        case h.ShareRenewed(ends=ends):
            return Phrase(sentence("Sharing goes on"), until(ends, today))
        case h.ShareResumed():
            return Phrase(sentence("Sharing goes on"))
        case _:
            return None


def _of_quieter(body: Body, labels: Labels, today: date | None) -> Phrase | None:
    match body:
        case h.ShareNarrowed(items=items, may=may):
            less = _goals(items, labels) if items else with_and([_MAY.get(right, right) for right in may])
            return Phrase(sentence("Shown less:") if items else sentence("Allowed less:"), less)
        case h.SharePaused(until=day):
            return Phrase(sentence("Sharing paused"), until(day, today))
        case h.ShareRevoked():
            return Phrase(sentence("Sharing stopped"))
        case _:
            return None


def _of_what_went(body: Body, labels: Labels, _today: date | None) -> Phrase | None:
    match body:
        case h.ShareKitRenewed():
            return Phrase(sentence("A key of this share was replaced"))
        case h.ShareDelivered(ref=ref, content=content):
            return Phrase(sentence("Sent") if content else sentence("Taken back from view"), _goal(ref, labels))
        case h.HandoverMade(medium=medium, items=items, to=to, contact_id=contact_id, note=note):
            name = labels.contact(contact_id) if contact_id is not None else to
            what = listed([_goal(ref, labels) for ref in items])
            told = what if name is None else sentence("to %(name)s: %(what)s", name=name, what=what)
            return Phrase(_HANDED.get(medium, sentence("Handed over")), told, note)
        case h.CommentPutAway():
            return Phrase(sentence("A comment put away"))
        case h.ProposalAccepted(goal_id=goal_id):
            return Phrase(sentence("A proposal became a goal:"), sentence("“%(goal)s”", goal=labels.goal(goal_id)))
        case h.ProposalDeclined(note=note):
            return Phrase(sentence("A proposal left where it is"), note=note)
        case _:
            return None


def _of_guesting(body: Body, today: date | None) -> Phrase | None:
    match body:
        case q.ShareAccepted():
            return Phrase(sentence("A share accepted"))
        case q.ShareRootRenewed():
            return Phrase(sentence("The keys for this share were replaced"))
        case q.ClientNamed(name=name):
            return Phrase(sentence("Given the name"), name)
        case q.ShareKeepingSet(by_law=True, until=day, basis=basis):
            return Phrase(sentence("Copies kept by law"), until(day, today), basis)
        case q.ShareKeepingSet(days=days):
            return Phrase(sentence("Copies deleted"), _after(days))
        case q.SharePurged():
            return Phrase(sentence("All copies deleted"))
        case q.SessionMarked(on=on):
            return Phrase(sentence("A session held"), sentence("on %(day)s", day=day_in_words(on, today)))
        case _:
            return None


def _goals(items: Sequence[h.ItemGrant], labels: Labels) -> str:
    return listed([_goal(item.ref, labels) for item in items])


def _goal(ref: str, labels: Labels) -> str:
    if ref == h.EVERY_GOAL:
        return sentence("every goal")
    return sentence("“%(goal)s”", goal=labels.goal(entity_of_ref(ref).partition(b":")[2]))


def _after(days: int) -> str:
    if not days:
        return sentence("as soon as the share ends")
    return sentence("%(days)s after the end", days=counted("%(count)s day", "%(count)s days", days))
