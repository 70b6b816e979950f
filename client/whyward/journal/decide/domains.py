"""Deciding wishes about the parts of life.

Hiding one hides it from lists only; what is in it stays.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.domains import DomainHidden, DomainRenamed, DomainShown, DomainsOrdered
from whyward.journal.folding.nouns import DOMAINS
from whyward.journal.intentions.any import DomainIntention
from whyward.journal.intentions.domains import HideDomain, OrderDomains, RenameDomain, ShowDomain
from whyward.journal.names import find_domain
from whyward.journal.pages import Pages
from whyward.journal.texts import cleaned_line


def decide_domain(wish: DomainIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case RenameDomain():
            name = cleaned_line(wish.name, "The name")
            return [Fact(DomainRenamed(domain_id=find_domain(pages, wish.domain), name=name), context.now_ms)]
        case HideDomain():
            domain_id = find_domain(pages, wish.domain)
            if _is_hidden(pages, domain_id):
                raise Refused("That part of life is already left out", hint="`domain show` brings it back.")
            return [Fact(DomainHidden(domain_id=domain_id), context.now_ms)]
        case ShowDomain():
            domain_id = find_domain(pages, wish.domain)
            if not _is_hidden(pages, domain_id):
                raise Refused("That part of life is already shown", hint="Nothing needs to change.")
            return [Fact(DomainShown(domain_id=domain_id), context.now_ms)]
        case OrderDomains():
            order = tuple(dict.fromkeys(find_domain(pages, called) for called in wish.domains))
            if not order:
                raise BadInput("No part of life was named", hint="Name them in the order you want.")
            return [Fact(DomainsOrdered(order=order), context.now_ms)]
        case _:
            assert_never(wish)


def _is_hidden(pages: Pages, domain_id: str) -> bool:
    row = pages.one(DOMAINS, domain_id.encode())
    return row is not None and row.hidden
