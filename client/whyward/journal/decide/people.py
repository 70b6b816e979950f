"""Deciding wishes about people that something is shared with, and noting what was handed over by hand.

Taking somebody off the list stops what is shared with them, in the same act.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.catalogue import GOAL, ref_of
from whyward.journal.events.people import ContactRemoved, ContactRenamed
from whyward.journal.events.shares import HandoverMade, Medium, ShareRevoked
from whyward.journal.folding.nouns import CONTACTS
from whyward.journal.intentions.any import PeopleIntention
from whyward.journal.intentions.people import MakeHandover, RemoveContact, RenameContact
from whyward.journal.names import find_contact, find_goal, folded_name
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.sharing.rows import shares
from whyward.journal.texts import chosen, cleaned_line, optional_line, optional_text


def decide_people(wish: PeopleIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case RenameContact():
            contact = find_contact(pages, wish.contact)
            name = _fresh_name(wish.name, pages, besides=contact.contact_id)
            if name == contact.name:
                raise Refused("They go by that name already", hint="Nothing needs to change.")
            return [Fact(ContactRenamed(contact_id=contact.contact_id, name=name), context.now_ms)]
        case RemoveContact():
            contact = find_contact(pages, wish.contact)
            open_ones = [row for row in shares(pages) if row.contact_id == contact.contact_id and not row.revoked]
            stopped = [Fact(ShareRevoked(share_id=row.share_id), context.now_ms) for row in open_ones]
            return [*stopped, Fact(ContactRemoved(contact_id=contact.contact_id), context.now_ms)]
        case MakeHandover():
            return [Fact(_handed_over(wish, pages, context), context.now_ms)]
        case _:
            assert_never(wish)


def _fresh_name(name: str, pages: Pages, *, besides: bytes) -> str:
    """Return a name that tells one person from all others: whom something goes to must never be a guess."""
    cleaned = cleaned_line(name, sentence("The name"))
    others = (row for row in pages.all(CONTACTS) if not row.removed and row.contact_id != besides)
    if folded_name(cleaned) in {folded_name(row.name) for row in others}:
        raise Refused(
            "Somebody else goes by that name here", hint="Add a letter or a place, so that you can tell them."
        )
    return cleaned


def _handed_over(wish: MakeHandover, pages: Pages, context: Context) -> HandoverMade:
    if not wish.goals:
        raise BadInput("Nothing is named that was handed over", hint="Name at least one goal.")
    goals = dict.fromkeys(find_goal(pages, called).goal_id for called in wish.goals)
    return HandoverMade(
        handover_id=context.fresh_id(),
        contact_id=None if wish.contact is None else find_contact(pages, wish.contact).contact_id,
        to=optional_line(wish.to, sentence("The name")),
        medium=chosen(wish.medium, Medium, sentence("way of handing over")),
        items=tuple(ref_of(GOAL, goal_id) for goal_id in goals),
        note=optional_text(wish.note, sentence("The note")),
    )
