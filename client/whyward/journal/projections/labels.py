"""What things and people are called now: values, goals, parts of life, whom something is shared with, by their ids.

A thing that this device has not heard of yet gets a plain word, never an id.
"""

from functools import cached_property

from whyward.journal.events.barriers import BarrierKind
from whyward.journal.events.domains import SEED_DOMAINS
from whyward.journal.events.fields import shown_choice
from whyward.journal.folding.choices import DecisionRow
from whyward.journal.folding.domains import DomainRow
from whyward.journal.folding.entries import EntryRow
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.nouns import (
    BARRIERS,
    CLIENTS,
    CONTACTS,
    DOMAIN_ORDER,
    DOMAINS,
    GOALS,
    RANKING,
    SHARES,
    VALUES,
)
from whyward.journal.folding.nouns_caring import REMINDERS
from whyward.journal.folding.nouns_hindering import DECISIONS
from whyward.journal.folding.nouns_sorting import SORTS
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.folding.people import ContactRow
from whyward.journal.folding.reminders import ReminderRow
from whyward.journal.folding.values import ValueRow
from whyward.journal.names_sorting import card_words
from whyward.journal.pages import Pages
from whyward.journal.rhythm import DISCREET, DISCREET_SAID
from whyward.journal.sentences import sentence

_TITLE_CHARACTERS_MAX = 72
_SEED_NAMES = {
    "relationships": sentence("Relationships"),
    "career": sentence("Career"),
    "health": sentence("Health"),
    "spirituality": sentence("Spirituality"),
    "creativity": sentence("Creativity"),
    "community": sentence("Community"),
}
_BARRIERS: dict[str, str] = {
    BarrierKind.FEAR: sentence("fear"),
    BarrierKind.SHAME: sentence("shame"),
    BarrierKind.PROCRASTINATION: sentence("procrastination"),
    BarrierKind.PERFECTIONISM: sentence("perfectionism"),
    BarrierKind.SELF_DOUBT: sentence("self doubt"),
    BarrierKind.LOW_ENERGY: sentence("low energy"),
    BarrierKind.OVERWHELM: sentence("overwhelm"),
    BarrierKind.NOT_KNOWING_HOW: sentence("not knowing how"),
    BarrierKind.NO_TIME_OR_MONEY: sentence("no time or money"),
    BarrierKind.OTHER_PEOPLE: sentence("other people"),
    BarrierKind.FORGOT: sentence("forgot"),
    BarrierKind.LOST_TOUCH_WITH_WHY: sentence("lost touch with why"),
    BarrierKind.NUMBNESS: sentence("numbness"),
    BarrierKind.OTHER: sentence("other"),
}


class Labels:
    """The names of things in some pages, each read at most once; for one reading, not for keeping."""

    def __init__(self, pages: Pages) -> None:
        """Look nothing up yet."""
        self._pages = pages

    @cached_property
    def values(self) -> dict[bytes, ValueRow]:
        """Every value by its id."""
        return {row.value_id: row for row in self._pages.all(VALUES)}

    @cached_property
    def goals(self) -> dict[bytes, GoalRow]:
        """Every goal by its id."""
        return {row.goal_id: row for row in self._pages.all(GOALS)}

    @cached_property
    def domains(self) -> dict[str, str]:
        """The name of each part of life there is, in the person's order, hidden ones too.

        Those that the order did not know follow it: the six, then what was added, as it came.
        """
        added = sorted((row.added, row.domain_id) for row in self._own_domains.values() if row.added is not None)
        there = dict.fromkeys((*SEED_DOMAINS, *(key for _, key in added)))
        last = self._pages.one(DOMAIN_ORDER)
        ordered = [key for key in (last.order if last else ()) if key in there]
        return {key: self._own_name(key) or _seed_name(key) for key in dict.fromkeys((*ordered, *there))}

    @cached_property
    def _own_domains(self) -> dict[str, DomainRow]:
        return {row.domain_id: row for row in self._pages.all(DOMAINS)}

    def _own_name(self, key: str) -> str | None:
        row = self._own_domains.get(key)
        return None if row is None else row.name

    @cached_property
    def ranked(self) -> dict[bytes, int]:
        """The rank of every value from 1: as last put in order, then those the order did not know, as they came."""
        last = self._pages.one(RANKING)
        known = [value_id for value_id in (last.order if last else ()) if value_id in self.values]
        others = sorted(self.values.values(), key=lambda row: row.stamp)
        order = dict.fromkeys((*known, *(row.value_id for row in others)))
        return {value_id: rank for rank, value_id in enumerate(order, start=1)}

    @cached_property
    def contacts(self) -> dict[bytes, ContactRow]:
        """Everybody whom something is, or was, shared with by their id."""
        return {row.contact_id: row for row in self._pages.all(CONTACTS)}

    @cached_property
    def _contact_by_share(self) -> dict[bytes, bytes]:
        return {row.share_id: row.contact_id for row in self._pages.all(SHARES)}

    @cached_property
    def decisions(self) -> dict[bytes, DecisionRow]:
        """Every decision by its id."""
        return {row.decision_id: row for row in self._pages.all(DECISIONS)}

    @cached_property
    def _options(self) -> dict[bytes, str]:
        return {option.option_id: option.text for row in self.decisions.values() for option in row.options}

    def decision(self, decision_id: bytes) -> str:
        """Return what is to be decided, one line of it."""
        row = self.decisions.get(decision_id)
        return sentence("a decision") if row is None else first_line(row.question)

    def option(self, option_id: bytes) -> str:
        """Return a way to go, one line of it."""
        text = self._options.get(option_id)
        return sentence("An option") if text is None else first_line(text)

    def barrier(self, barrier_id: bytes) -> str:
        """Return what was in the way, in the person's own word if they gave one."""
        row = self._pages.one(BARRIERS, barrier_id)
        return sentence("something") if row is None else row.custom or barrier_in_words(row.kind)

    def value(self, value_id: bytes) -> str:
        """Return a value's name."""
        row = self.values.get(value_id)
        return sentence("a value") if row is None else row.name

    def goal(self, goal_id: bytes) -> str:
        """Return a goal's words, one line of them."""
        row = self.goals.get(goal_id)
        return sentence("a goal") if row is None else first_line(row.statement)

    def contact(self, contact_id: bytes) -> str:
        """Return somebody's name."""
        row = self.contacts.get(contact_id)
        return sentence("somebody") if row is None or not row.name else row.name

    def shared_with(self, share_id: bytes) -> str:
        """Return the name of whom a share is with."""
        return self.contact(self._contact_by_share.get(share_id, b""))

    def plan(self, plan_id: bytes) -> str:
        """Return what an if-then plan is for, or nothing."""
        row = self._pages.one(PLANS, plan_id)
        return "" if row is None else if_words(row.if_text)

    def client(self, space_id: bytes) -> str:
        """Return the person's own name for whoever shares there, or nothing."""
        row = self._pages.one(CLIENTS, space_id)
        return "" if row is None or row.name is None else row.name

    def reminder(self, reminder_id: bytes) -> str:
        """Return what a reminder says."""
        row = self._pages.one(REMINDERS, reminder_id)
        return sentence("a reminder") if row is None else words_of(row)

    def domain(self, domain_id: str) -> str:
        """Return the name of a part of life."""
        return self.domains.get(domain_id) or self._own_name(domain_id) or sentence("a part of life")

    def card(self, sort_id: bytes, card_id: str) -> str:
        """Return what a card in a sort says: the person's own words, or else those of its key."""
        row = self._pages.one(SORTS, sort_id)
        said = {card.card_id: card.label for card in row.cards} if row else {}
        return said.get(card_id) or card_words(card_id)


def _seed_name(key: str) -> str:
    return _SEED_NAMES.get(key) or key.capitalize()


def barrier_in_words(kind: str) -> str:
    """Return what was in the way, in plain words; a word of a newer version is "other"."""
    return kind_in_words(shown_choice(kind, BarrierKind))


def kind_in_words(kind: str) -> str:
    """Return what was in the way, as it was told: also a word of a newer version."""
    return _BARRIERS.get(kind) or kind.replace("_", " ")


def words_of(reminder: ReminderRow) -> str:
    """Return what a reminder says; the words that one without words has are ours."""
    return DISCREET_SAID if reminder.text == DISCREET else reminder.text


def if_words(if_text: str) -> str:
    """Return what a plan is for, one line of it."""
    return sentence("If %(this)s", this=first_line(if_text))


def first_line(text: str) -> str:
    """Return the first line of a text, shortened at a word if it is long."""
    line = text.strip().split("\n", 1)[0]
    if len(line) <= _TITLE_CHARACTERS_MAX:
        return line
    return f"{line[:_TITLE_CHARACTERS_MAX].rsplit(' ', 1)[0]}…"


def entry_title(entry: EntryRow) -> str:
    """Return an entry's title, or its first line."""
    return entry.title or first_line(entry.versions[0].text)
