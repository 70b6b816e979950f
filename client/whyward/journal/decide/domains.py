"""Deciding wishes about the parts of life.

Hiding one hides it from lists only; what is in it stays. One that is switched on twice is one.
"""

from typing import Final, assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.decide.versions import base_of
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.catalogue import DOMAIN
from whyward.journal.events.domains import (
    OPTIONAL_DOMAINS,
    SEED_DOMAINS,
    DomainAdded,
    DomainHidden,
    DomainRenamed,
    DomainShown,
    DomainsOrdered,
    DomainVisionWritten,
)
from whyward.journal.folding.nouns import DOMAINS
from whyward.journal.intentions.any import DomainIntention
from whyward.journal.intentions.domains import (
    AddDomain,
    HideDomain,
    OrderDomains,
    RenameDomain,
    ShowDomain,
    WriteVision,
)
from whyward.journal.names import find_domain, folded_name
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_line, cleaned_text, optional_line

_OWN_KEY_DIGITS: Final = 16
_OWN_KEY_END: Final = "-own"
"""The digits come first: names are told apart by how their keys begin."""


def decide_domain(wish: DomainIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case RenameDomain():
            name = cleaned_line(wish.name, sentence("The name"))
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
        case AddDomain():
            return [Fact(_added(wish, pages, context), context.now_ms)]
        case WriteVision():
            return [Fact(_envisioned(wish, pages), context.now_ms)]
        case _:
            assert_never(wish)


def _is_hidden(pages: Pages, domain_id: str) -> bool:
    row = pages.one(DOMAINS, domain_id.encode())
    return row is not None and row.hidden


def _added(wish: AddDomain, pages: Pages, context: Context) -> DomainAdded:
    name = cleaned_line(wish.name, sentence("The name"))
    own = {row.domain_id: row for row in pages.all(DOMAINS)}
    there = [*SEED_DOMAINS, *(key for key, row in own.items() if row.added is not None)]
    for key in there:
        called = (own[key].name if key in own else None) or key.capitalize()
        if key == wish.key or folded_name(called) == folded_name(name):
            hint = (
                sentence("`domain show` brings it back.")
                if key in own and own[key].hidden
                else sentence("Nothing needs to change.")
            )
            raise Refused(sentence("%(called)s is a part of your life already", called=called), hint=hint)
    if wish.key is not None and wish.key not in OPTIONAL_DOMAINS:
        listed = ", ".join(OPTIONAL_DOMAINS)
        raise BadInput(
            "That key is not one that can be switched on",
            hint=sentence("There are: %(listed)s. Others need no key.", listed=listed),
        )
    return DomainAdded(
        domain_id=wish.key or context.fresh_id().hex()[:_OWN_KEY_DIGITS] + _OWN_KEY_END,
        name=name,
        icon=optional_line(wish.icon, sentence("The icon")),
        parent_id=None if wish.parent is None else find_domain(pages, wish.parent),
    )


def _envisioned(wish: WriteVision, pages: Pages) -> DomainVisionWritten:
    domain_id = find_domain(pages, wish.domain)
    row = pages.one(DOMAINS, domain_id.encode())
    said = () if row is None else row.visions
    entity = DOMAIN + domain_id.encode()
    bases = None if wish.base is None else [base_of(base, said, entity, pages) for base in wish.base]
    if not wish.text.strip() and not said:
        raise BadInput("Your words are empty", hint="A line is enough, and none is needed. Nothing was recorded.")
    return DomainVisionWritten(
        domain_id=domain_id,
        text=cleaned_text(wish.text, sentence("Your words")) if wish.text.strip() else "",
        base_event_ids=tuple(bases if bases is not None else [version.event_id for version in said]),
    )
