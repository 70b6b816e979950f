"""From what a person calls a thing to the one thing that is meant, or a sentence that says why there is none.

By its whole id in hex, by its name (whatever the case and composition of letters), by the start of its id (4 digits or
more), and a goal also by the start of its words; a goal spelt exactly so comes before one in other letters. Where
several fit, none is guessed.
"""

import difflib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, NoReturn, TypeVar

import msgspec

from whyward.journal.errors import NotFound
from whyward.journal.events.catalogue import BARRIER, ENTRY, GLIMPSE, GOAL, STEP, VALUE, WIN, ref_of
from whyward.journal.events.domains import SEED_DOMAINS
from whyward.journal.events.fields import Ref
from whyward.journal.events.kinds_caring import REMINDER
from whyward.journal.events.kinds_exploring import CREATIVE, REFLECTION, WORKSHEET
from whyward.journal.events.kinds_hindering import CHOICE, DECISION
from whyward.journal.events.kinds_noticing import NOTICED
from whyward.journal.events.kinds_sorting import SORT
from whyward.journal.folding.barriers import BarrierRow
from whyward.journal.folding.domains import DomainRow
from whyward.journal.folding.entries import EntryRow
from whyward.journal.folding.goals import OPEN, GoalRow
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.folding.noun import Noun
from whyward.journal.folding.nouns import BARRIERS, CLIENTS, CONTACTS, DOMAINS, GOALS, VALUES
from whyward.journal.folding.people import ContactRow
from whyward.journal.folding.shares import ShareRow
from whyward.journal.folding.values import ValueRow, ValueStatus
from whyward.journal.pages import Pages
from whyward.journal.sentences import Sentence, sentence
from whyward.journal.sharing.rows import shares
from whyward.journal.texts import in_quotes

R = TypeVar("R", bound=msgspec.Struct)

PREFIX_DIGITS_MIN = 4
_ID_DIGITS = 32
_LISTED_MAX = 5
_HEX = frozenset("0123456789abcdef")
_NEAR = 0.6  # difflib's own default: near enough for a slip of the finger, too far for another word.

_LISTED_BY = {
    "check-in": "check list",
    "client": "practice list",
    "comment": "inbox",
    "contact": "share list",
    "decision": "decide list",
    "option": "decide list",
    "insight": "insights",
    "proposal": "inbox",
    "request": "inbox",
    "shared goal": "practice show",
    "try": "barrier list",
}
"""Where things are listed that have no list of their own name."""

FINDABLE = (
    *(VALUE, GOAL, REMINDER, ENTRY, STEP, CHOICE, DECISION, BARRIER, WIN, GLIMPSE, REFLECTION, CREATIVE, WORKSHEET),
    SORT,
    *NOTICED,
)
"""What goes by an id of its own, as the start of its entity's name."""


class Named(NamedTuple):
    """A thing that may be meant. `at_hand` things (active values, open goals) are preferred to others of that name."""

    id: bytes
    name: str
    at_hand: bool = True


def folded_name(name: str) -> str:
    """Return a name as names are compared: composed (NFC), without case, without blank space around."""
    folded = name.casefold()
    return (folded if folded.isascii() else unicodedata.normalize("NFC", folded)).strip()


def is_id_start(called: str) -> bool:
    """Whether a text may be the start of an id."""
    return PREFIX_DIGITS_MIN <= len(called) <= _ID_DIGITS and _HEX.issuperset(called.casefold())


def find(called: str, things: Sequence[Named], noun: str, *, by_start: bool = False) -> bytes:
    """Return the id of the one thing that is meant, or raise `NotFound` with what could be."""
    for fitting in _ever_looser(called, things, by_start=by_start):
        at_hand = [thing for thing in fitting if thing.at_hand] or fitting
        if len(at_hand) == 1:
            return at_hand[0].id
        if at_hand:
            raise NotFound(sentence("More than one %(noun)s goes by that name", noun=noun), hint=_candidates(at_hand))
    raise NotFound(
        sentence("No %(noun)s goes by the name %(called)s", noun=noun, called=in_quotes(called)),
        hint=_suggestion(called, things, noun),
    )


def _ever_looser(called: str, things: Sequence[Named], *, by_start: bool) -> Iterator[list[Named]]:
    wanted, digits = folded_name(called), called.strip().casefold()
    if len(digits) == _ID_DIGITS and is_id_start(digits):
        yield [thing for thing in things if thing.id.hex() == digits]
    yield [thing for thing in things if folded_name(thing.name) == wanted]
    if is_id_start(digits):
        yield [thing for thing in things if thing.id.hex().startswith(digits)]
    if by_start and wanted:
        yield [thing for thing in things if folded_name(thing.name).startswith(wanted)]


def _candidates(things: Sequence[Named]) -> Sentence:
    listed = "; ".join(f"{thing.id.hex()[:8]} {in_quotes(thing.name)}" for thing in things[:_LISTED_MAX])
    if len(things) <= _LISTED_MAX:
        return sentence("Say which by the start of its id: %(listed)s.", listed=listed)
    more = len(things) - _LISTED_MAX
    return sentence("Say which by the start of its id: %(listed)s; and %(more)s more.", listed=listed, more=more)


def _suggestion(called: str, things: Sequence[Named], noun: str) -> Sentence:
    name_by_folded = {folded_name(thing.name): thing.name for thing in things}
    near = difflib.get_close_matches(folded_name(called), list(name_by_folded), n=1, cutoff=_NEAR)
    if near:
        return sentence("Did you mean %(name)s?", name=in_quotes(name_by_folded[near[0]]))
    if not things:
        return sentence("There is no %(noun)s yet.", noun=noun)
    where = _LISTED_BY.get(noun) or ("timeline" if " " in noun else f"{noun} list")
    return sentence("`whyward %(where)s` shows what there is.", where=where)


def _exact(pages: Pages, noun: Noun[R], called: str) -> R | None:
    """Return the row with that whole id, without looking at any other: programs name things so."""
    digits = called.strip().casefold()
    is_whole = len(digits) == _ID_DIGITS and is_id_start(digits)
    return pages.one(noun, bytes.fromhex(digits)) if is_whole else None


def find_value(pages: Pages, called: str) -> ValueRow:
    """Return the value that is meant; an active one before others of the same name."""
    exact = _exact(pages, VALUES, called)
    if exact is not None:
        return exact
    rows = {row.value_id: row for row in pages.all(VALUES)}
    active = ValueStatus.ACTIVE.value
    return rows[
        find(called, [Named(row.value_id, row.name, row.status == active) for row in rows.values()], sentence("value"))
    ]


def find_goal(pages: Pages, called: str) -> GoalRow:
    """Return the goal that is meant; an open one before others with the same words."""
    exact = _exact(pages, GOALS, called)
    if exact is not None:
        return exact
    everything = pages.all(GOALS)
    spelt_so = [row for row in everything if row.statement == called]
    if len(spelt_so) == 1:
        return spelt_so[0]
    rows = {row.goal_id: row for row in everything}
    named = [Named(row.goal_id, row.statement, row.status in OPEN) for row in rows.values()]
    return rows[find(called, named, sentence("goal"), by_start=True)]


def find_domain(pages: Pages, called: str) -> str:
    """Return the key of the part of life that is meant, by its key or the person's own name for it."""
    wanted = folded_name(called)
    own = {row.domain_id: row for row in pages.all(DOMAINS)}
    keys = (*SEED_DOMAINS, *(key for key, row in own.items() if row.added is not None and key not in SEED_DOMAINS))
    if wanted in keys:
        return wanted
    named = [Named(key.encode(), own.get(key, DomainRow(domain_id=key)).name or key) for key in keys]
    return find(called, named, sentence("domain")).decode()


def find_contact(pages: Pages, called: str) -> ContactRow:
    """Return whom the person means, by their name or id; nobody who was taken off the list."""
    rows = {row.contact_id: row for row in pages.all(CONTACTS) if not row.removed}
    return rows[find(called, [Named(row.contact_id, row.name) for row in rows.values()], sentence("contact"))]


def find_share(pages: Pages, called: str) -> ShareRow:
    """Return the share that is meant, by the name or id of whom it is with, or by its own id; the ones that last first.

    Of several with one person that were all stopped, it is the last one.
    """
    names = {row.contact_id: row.name for row in pages.all(CONTACTS)}
    rows = shares(pages)
    digits = called.strip().casefold()
    by_id = [row for row in rows if is_id_start(digits) and row.share_id.hex().startswith(digits)]
    if len(by_id) == 1:
        return by_id[0]
    # Whom the words fit is looked up among the people, so that one person with an old share and a new one is one.
    with_open = {row.contact_id for row in rows if not row.revoked}
    people = {row.contact_id: names.get(row.contact_id, "") for row in rows}
    named = [Named(contact_id, name, contact_id in with_open) for contact_id, name in people.items()]
    contact_id = find(called, named, sentence("share"))
    theirs = [row for row in rows if row.contact_id == contact_id]
    return ([row for row in theirs if not row.revoked] or theirs)[-1]


def find_client(pages: Pages, called: str, told: Mapping[bytes, str]) -> ClientRow:
    """Return the share that somebody gave the person, by their own name for it, by what was `told`, or by its id."""
    rows = {row.space_id: row for row in pages.all(CLIENTS)}
    exact = next((row for row in rows.values() if row.space_id.hex() == called.strip().casefold()), None)
    if exact is not None:
        return exact
    named = [Named(space_id, row.name or told.get(space_id, ""), not row.purged) for space_id, row in rows.items()]
    return rows[find(called, named, sentence("client"))]


def find_barrier(pages: Pages, called: str | None) -> BarrierRow:
    """Return the barrier that is meant, by its id; without one, the one met last."""
    rows = pages.all(BARRIERS)
    if called is None:
        if not rows:
            raise NotFound("No barrier has been met yet", hint="`whyward barrier fear` notes one.")
        return max(rows, key=lambda row: row.stamp)
    barrier_id = find_by_id(pages, called, BARRIER, sentence("barrier"))
    return next((row for row in rows if row.barrier_id == barrier_id), None) or gone(sentence("barrier"))


def find_entry(pages: Pages, called: str) -> EntryRow:
    """Return the entry that is meant, by its id or the start of it."""
    return pages.entry(find_by_id(pages, called, ENTRY, sentence("entry"))) or gone(sentence("entry"))


def find_step(pages: Pages, called: str) -> bytes:
    """Return the id of the step that is meant, by its id or the start of it."""
    return find_by_id(pages, called, STEP, sentence("step"))


def ids_from(called: str, prefix: bytes = b"") -> tuple[bytes, bytes] | None:
    """Return the lowest and the highest id that start with some hex digits, or None if they are not such a start."""
    digits = called.strip().casefold()
    if not is_id_start(digits):
        return None
    low, high = digits.ljust(_ID_DIGITS, "0"), digits.ljust(_ID_DIGITS, "f")
    return prefix + bytes.fromhex(low), prefix + bytes.fromhex(high)


def find_by_id(pages: Pages, called: str, prefix: bytes, noun: str) -> bytes:
    """Return the id of the thing of a noun that is meant, by its id or the start of it."""
    span = ids_from(called, prefix)
    found = [] if span is None else pages.ids_between("entity", *span, most=_LISTED_MAX)
    if len(found) == 1:
        return found[0][len(prefix) :]
    if found:
        listed = ", ".join(entity[len(prefix) :].hex()[:12] for entity in found)
        raise NotFound(
            sentence("More than one %(noun)s has an id that starts so", noun=noun),
            hint=sentence("Say more digits: %(listed)s.", listed=listed),
        )
    raise NotFound(
        sentence("No %(noun)s has an id that starts with %(called)s", noun=noun, called=in_quotes(called)),
        hint=sentence(
            "Ids are shown by `whyward timeline`; give %(count)s digits or more.",
            count=PREFIX_DIGITS_MIN,
        ),
    )


def gone(noun: str) -> NoReturn:
    """Say that a thing was there and is not."""
    raise NotFound(
        sentence("That %(noun)s was taken back", noun=noun),
        hint="`whyward timeline` shows it; `whyward redo` may bring it back.",
    )


def find_thing(pages: Pages, called: str) -> Ref:
    """Return the reference of whatever is meant: a reference, the start of any id, a value's name or a goal's words."""
    noun, colon, rest = called.partition(":")
    prefix = (noun + colon).encode("utf-8", "replace")
    prefixes, wanted = ((prefix,), rest) if prefix in FINDABLE else (FINDABLE, called)
    span = ids_from(wanted)
    if span is not None:
        found = [
            ref_of(prefix, entity[len(prefix) :])
            for prefix in prefixes
            for entity in pages.ids_between("entity", prefix + span[0], prefix + span[1], most=_LISTED_MAX)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(
                "More than one thing has an id that starts so",
                hint=sentence("Say which: %(found)s.", found=", ".join(found)),
            )
    named = [Named(VALUE + row.value_id, row.name) for row in pages.all(VALUES) if VALUE in prefixes]
    named += [Named(GOAL + row.goal_id, row.statement) for row in pages.all(GOALS) if GOAL in prefixes]
    entity = find(wanted, named, sentence("value or goal"), by_start=True)
    prefix = VALUE if entity.startswith(VALUE) else GOAL
    return ref_of(prefix, entity[len(prefix) :])
