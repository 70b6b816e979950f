"""Deciding wishes about what others share with the person: a name, how long copies stay, when the two met.

It refuses to keep copies for ever without a law that says so.
"""

from typing import Final, assert_never

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.errors import BadInput, NotFound, Refused
from whyward.journal.events.guesting import ClientNamed, SessionMarked, ShareKeepingSet
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.folding.nouns import CLIENTS
from whyward.journal.intentions.any import GuestIntention
from whyward.journal.intentions.guesting import MarkSession, NameClient, SetKeeping
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_line, optional_text

KEPT_DAYS_MAX: Final = 366


def decide_guesting(wish: GuestIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    row = pages.one(CLIENTS, wish.space_id)
    if row is None:
        raise NotFound("Nobody shares anything under that id", hint="`whyward practice list` shows who does.")
    match wish:
        case NameClient():
            name = cleaned_line(wish.name, sentence("The name"))
            if name == row.name:
                raise Refused("They go by that name already", hint="Nothing needs to change.")
            return [Fact(ClientNamed(space_id=row.space_id, name=name), context.now_ms)]
        case SetKeeping():
            return [Fact(_kept(wish, row), context.now_ms)]
        case MarkSession():
            on, at = on_day(wish.on, pages, context)
            if on in row.sessions:
                raise Refused("That day is marked already", hint="Nothing needs to change.")
            return [Fact(SessionMarked(space_id=row.space_id, on=on), at)]
        case _:
            assert_never(wish)


def _kept(wish: SetKeeping, row: ClientRow) -> ShareKeepingSet:
    if row.purged:
        raise Refused("The copies of that share were deleted here", hint="There is nothing left to keep.")
    if not 0 <= wish.days <= KEPT_DAYS_MAX:
        raise BadInput(
            sentence("Copies stay from 0 to %(kept_days_max)s days after a share ends", kept_days_max=KEPT_DAYS_MAX),
            hint="If the law wants them kept longer, say so: --by-law",
        )
    basis = optional_text(wish.basis, sentence("The basis"))
    if not wish.by_law and (wish.until is not None or basis is not None):
        raise BadInput(
            "A last day and a basis belong to copies kept by law",
            hint="Say too that the law wants them kept: --by-law.",
        )
    return ShareKeepingSet(space_id=row.space_id, days=wish.days, by_law=wish.by_law, until=wish.until, basis=basis)
