"""The nouns that the pages keep a row for, each with its fold.

Steps have none: each is one event, and the event is the row. Entries have none either: their text stays in its events,
and an entry is folded when it is read.
"""

from typing import Any, Final

from whyward.journal.events import catalogue
from whyward.journal.folding import nouns_striving
from whyward.journal.folding.barriers import BarrierRow, WinRow, fold_barrier, fold_win
from whyward.journal.folding.domains import (
    DomainOrder,
    DomainRow,
    PreferenceRow,
    fold_domain,
    fold_domain_order,
    fold_preference,
)
from whyward.journal.folding.goals import GoalRow, fold_goal
from whyward.journal.folding.guesting import ClientRow, fold_client
from whyward.journal.folding.handing import (
    DeliveryRow,
    HandoverRow,
    PutAwayRow,
    VerdictRow,
    fold_delivery,
    fold_handover,
    fold_put_away,
    fold_verdict,
)
from whyward.journal.folding.noun import Noun
from whyward.journal.folding.nouns_caring import NOUNS as CARING
from whyward.journal.folding.nouns_exploring import NOUNS as EXPLORING
from whyward.journal.folding.nouns_hindering import NOUNS as HINDERING
from whyward.journal.folding.nouns_noticing import NOUNS as NOTICING
from whyward.journal.folding.nouns_sorting import NOUNS as SORTING
from whyward.journal.folding.people import ContactRow, fold_contact
from whyward.journal.folding.shared import (
    CommentRow,
    DescriptionRow,
    ItemRow,
    ProposalRow,
    ReceiptRow,
    ReplyRow,
    RequestRow,
    fold_comment,
    fold_description,
    fold_item,
    fold_proposal,
    fold_receipt,
    fold_reply,
    fold_request,
)
from whyward.journal.folding.shares import ShareRow, fold_share
from whyward.journal.folding.values import (
    Glimpse,
    Ranking,
    Tension,
    ValueRow,
    fold_glimpse,
    fold_ranking,
    fold_tension,
    fold_value,
)

VALUES: Final = Noun(catalogue.VALUE, ValueRow, fold_value)
RANKING: Final = Noun(catalogue.VALUES, Ranking, fold_ranking, last_wins=True)
TENSIONS: Final = Noun(catalogue.TENSION, Tension, fold_tension)
GLIMPSES: Final = Noun(catalogue.GLIMPSE, Glimpse, fold_glimpse)
DOMAINS: Final = Noun(catalogue.DOMAIN, DomainRow, fold_domain)
DOMAIN_ORDER: Final = Noun(catalogue.DOMAINS, DomainOrder, fold_domain_order, last_wins=True)
GOALS: Final = Noun(catalogue.GOAL, GoalRow, fold_goal)
WINS: Final = Noun(catalogue.WIN, WinRow, fold_win)
BARRIERS: Final = Noun(catalogue.BARRIER, BarrierRow, fold_barrier)
PREFERENCES: Final = Noun(catalogue.PREFERENCE, PreferenceRow, fold_preference, last_wins=True)
CONTACTS: Final = Noun(catalogue.CONTACT, ContactRow, fold_contact)
SHARES: Final = Noun(catalogue.SHARE, ShareRow, fold_share)
DELIVERIES: Final = Noun(catalogue.DELIVERY, DeliveryRow, fold_delivery)
HANDOVERS: Final = Noun(catalogue.HANDOVER, HandoverRow, fold_handover)
PUT_AWAY: Final = Noun(catalogue.PUT_AWAY, PutAwayRow, fold_put_away)
VERDICTS: Final = Noun(catalogue.VERDICT, VerdictRow, fold_verdict)
CLIENTS: Final = Noun(catalogue.CLIENT, ClientRow, fold_client)
DESCRIPTION: Final = Noun(catalogue.DESCRIPTION, DescriptionRow, fold_description)
ITEMS: Final = Noun(catalogue.ITEM, ItemRow, fold_item)
COMMENTS: Final = Noun(catalogue.COMMENT, CommentRow, fold_comment)
REPLIES: Final = Noun(catalogue.REPLY, ReplyRow, fold_reply)
PROPOSALS: Final = Noun(catalogue.PROPOSAL, ProposalRow, fold_proposal)
REQUESTS: Final = Noun(catalogue.REQUEST, RequestRow, fold_request)
RECEIPTS: Final = Noun(catalogue.RECEIPT, ReceiptRow, fold_receipt)

_NOUNS: Final[tuple[Noun[Any], ...]] = (
    *(VALUES, RANKING, TENSIONS, GLIMPSES, DOMAINS, DOMAIN_ORDER, GOALS, WINS, BARRIERS, PREFERENCES),
    *(CONTACTS, SHARES, DELIVERIES, HANDOVERS, PUT_AWAY, VERDICTS, CLIENTS),
    *(DESCRIPTION, ITEMS, COMMENTS, REPLIES, PROPOSALS, REQUESTS, RECEIPTS),
    *EXPLORING,
    *SORTING,
    *nouns_striving.NOUNS,
    *HINDERING,
    *NOTICING,
    *CARING,
)
_BY_PREFIX: Final = {noun.prefix: noun for noun in _NOUNS}


def noun_of(entity: bytes) -> Noun[Any] | None:
    """Return an entity's noun, or None if its events are its row."""
    return _BY_PREFIX.get(entity[: entity.find(b":") + 1])
