"""Deciding wishes about what an entry is about, and which ones are marked to be found again.

Taking a link off names every link to that thing that is known here; one that is made elsewhere meanwhile stays.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import NotFound, Refused
from whyward.journal.events.catalogue import ENTRY
from whyward.journal.events.entries import EntryLinked, EntryStarred, EntryUnlinked
from whyward.journal.events.fields import Body, Ref
from whyward.journal.folding.entries import EntryRow
from whyward.journal.folding.entry_links import links_of
from whyward.journal.intentions.entries import EntryLinkIntention, LinkEntry, StarEntry, UnlinkEntry
from whyward.journal.names import find_domain, find_entry, find_thing
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence

_DOMAIN = "domain:"


def decide_entry_link(wish: EntryLinkIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    return [Fact(_decided(wish, find_entry(pages, wish.entry), pages), context.now_ms)]


def _decided(wish: EntryLinkIntention, entry: EntryRow, pages: Pages) -> Body:
    links = links_of(pages.happened(ENTRY + entry.entry_id))
    match wish:
        case LinkEntry():
            to = _named(wish.to, pages)
            if to in links:
                raise Refused("That entry is about it already", hint="Nothing needs to be done.")
            if to == f"entry:{entry.entry_id.hex()}":
                raise Refused("An entry is about itself anyway", hint="Name another thing.")
            return EntryLinked(entry_id=entry.entry_id, to=to)
        case UnlinkEntry():
            to = wish.to if wish.to in links else _named(wish.to, pages)
            if to not in links:
                raise NotFound("That entry is not about it", hint="`entry show` says what it is about.")
            return EntryUnlinked(entry_id=entry.entry_id, to=to, after=links[to])
        case StarEntry():
            if entry.starred == wish.on:
                state = sentence("has its star already") if wish.on else sentence("has no star")
                raise Refused(sentence("That entry %(state)s", state=state), hint="Nothing needs to be done.")
            return EntryStarred(entry_id=entry.entry_id, on=wish.on)
        case _:
            assert_never(wish)


def _named(called: str, pages: Pages) -> Ref:
    if called.startswith(_DOMAIN):
        return _DOMAIN + find_domain(pages, called.removeprefix(_DOMAIN))
    return find_thing(pages, called)
