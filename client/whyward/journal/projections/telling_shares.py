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
from whyward.journal.projections.phrases import Phrase

_HANDED = {
    "print": "Handed over, printed",
    "pdf": "Handed over, as a file",
    "screen": "Held up to be read",
    "fhir": "Handed over, for a record",
    "read_aloud": "Read aloud",
}
_MAY = {"read": "to read", "comment": "to comment", "propose": "to propose goals"}


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
            return Phrase("Given a name here")
        case c.ContactRenamed(name=name):
            return Phrase("Renamed", f"to {name}")
        case c.ContactRemoved():
            return Phrase("Taken off the list; nothing is shared any more")
        case h.ShareInvited():
            return Phrase("Invited to share")
        case h.ContactVerified():
            return Phrase("The words of both were the same")
        case h.ContactKeysChanged():
            return Phrase("Came with other keys; nothing goes out until the words are compared again")
        case h.RecipientDutiesStated(statement=statement):
            return Phrase("Said what they may have to keep or tell", note=statement)
        case _:
            return None


def _of_giving(body: Body, labels: Labels, today: date | None) -> Phrase | None:
    match body:
        case h.ShareGranted(items=items, ends=ends, purpose=purpose):
            return Phrase("Began to be shown", f"{_goals(items, labels)}, until {day_in_words(ends, today)}", purpose)
        case h.ShareWidened(items=items, may=may):
            more = _goals(items, labels) if items else " and ".join(_MAY.get(right, right) for right in may)
            return Phrase("Shown more:" if items else "Allowed more:", more)
        case h.ShareRenewed(ends=ends):
            return Phrase("Sharing goes on", f"until {day_in_words(ends, today)}")
        case h.ShareResumed():
            return Phrase("Sharing goes on")
        case _:
            return None


def _of_quieter(body: Body, labels: Labels, today: date | None) -> Phrase | None:
    match body:
        case h.ShareNarrowed(items=items, may=may):
            less = _goals(items, labels) if items else " and ".join(_MAY.get(right, right) for right in may)
            return Phrase("Shown less:" if items else "Allowed less:", less)
        case h.SharePaused(until=until):
            return Phrase("Sharing paused", "" if until is None else f"until {day_in_words(until, today)}")
        case h.ShareRevoked():
            return Phrase("Sharing stopped")
        case _:
            return None


def _of_what_went(body: Body, labels: Labels, _today: date | None) -> Phrase | None:
    match body:
        case h.ShareKitRenewed():
            return Phrase("A key of this share was replaced")
        case h.ShareDelivered(ref=ref, content=content):
            return Phrase("Sent" if content else "Taken back from view", _goal(ref, labels))
        case h.HandoverMade(medium=medium, items=items, to=to, contact_id=contact_id, note=note):
            name = labels.contact(contact_id) if contact_id is not None else to
            whom = "" if name is None else f"to {name}: "
            return Phrase(_HANDED.get(medium, "Handed over"), whom + _list([_goal(ref, labels) for ref in items]), note)
        case h.CommentPutAway():
            return Phrase("A comment put away")
        case h.ProposalAccepted(goal_id=goal_id):
            return Phrase("A proposal became a goal:", f"“{labels.goal(goal_id)}”")
        case h.ProposalDeclined(note=note):
            return Phrase("A proposal left where it is", note=note)
        case _:
            return None


def _of_guesting(body: Body, today: date | None) -> Phrase | None:
    match body:
        case q.ShareAccepted():
            return Phrase("A share accepted")
        case q.ShareRootRenewed():
            return Phrase("The keys for this share were replaced")
        case q.ClientNamed(name=name):
            return Phrase("Given the name", name)
        case q.ShareKeepingSet(by_law=True, until=until, basis=basis):
            return Phrase("Copies kept by law", "" if until is None else f"until {day_in_words(until, today)}", basis)
        case q.ShareKeepingSet(days=days):
            stay = "1 day" if days == 1 else f"{days} days"
            return Phrase("Copies deleted", f"{stay} after the end" if days else "as soon as the share ends")
        case q.SharePurged():
            return Phrase("All copies deleted")
        case q.SessionMarked(on=on):
            return Phrase("A session held", f"on {day_in_words(on, today)}")
        case _:
            return None


def _goals(items: Sequence[h.ItemGrant], labels: Labels) -> str:
    return _list([_goal(item.ref, labels) for item in items])


def _goal(ref: str, labels: Labels) -> str:
    if ref == h.EVERY_GOAL:
        return "every goal"
    return f"“{labels.goal(entity_of_ref(ref).partition(b':')[2])}”"


def _list(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
