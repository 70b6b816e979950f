"""Events about reminders, hard times, consents and links of entries for tests, and all that a face reads of them.

Nothing here is a rule: the rules are what the tests say of these.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec
from hypothesis import strategies as st

from whyward.journal.events import consents as c
from whyward.journal.events import entries as e
from whyward.journal.events import reminders as r
from whyward.journal.events import support as s
from whyward.journal.events.fields import Body
from whyward.journal.pages import Pages
from whyward.journal.projections.reminders import Now, reminders, reminders_due, rest
from whyward.journal.projections.support import consents, help_region, own_helplines, support_plan

Ids = Callable[[str, int], st.SearchStrategy[bytes]]
Kinds = dict[type[Body], Callable[[], st.SearchStrategy[Body]]]

NOON: Final = Now(ms=1_772_622_000_000, offset_minutes=60)
"""12:00 on 4 March 2026, on the clock on the wall."""

_WORDS: Final = st.sampled_from(["calm", "brave", "gentle"])
_LINES: Final = st.lists(_WORDS, max_size=2, unique=True).map(tuple)
_DAY: Final = st.sampled_from([date(2026, 3, 3), date(2026, 3, 6)])
_TIMES: Final = st.sampled_from(["2026-03-04T09:00", "2026-03-04T11:30", "2026-02-30T25:61", "2026-02-28T09:00"])
_RULES: Final = st.one_of(
    st.none(),
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=SECONDLY", "FREQ=DAILY;UNTIL=20269999T235959"]),
)
_PEOPLE: Final = st.lists(
    st.builds(s.Reachable, name=_WORDS, phone=st.one_of(st.none(), st.just("1"))), max_size=2
).map(tuple)


def caring_kinds(ids: Ids) -> Kinds:
    """Return a strategy for each kind, by the ids of the small world."""
    return _of_reminders(ids) | _of_support(ids) | _of_consents(ids) | _of_entries(ids)


def _kept(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(st.just(msgspec.UNSET), strategy)


def _of_reminders(ids: Ids) -> Kinds:
    reminder = ids("r", 2)
    about = st.sampled_from([None, "goal:" + b"g0".ljust(16, b".").hex(), "domain:health"])
    changes = st.builds(
        r.ReminderChanges,
        about=_kept(about),
        start_local=_kept(_TIMES),
        rrule=_kept(_RULES),
        text=_kept(_WORDS),
        discreet=_kept(st.booleans()),
    )
    return {
        r.ReminderSet: lambda: st.builds(
            r.ReminderSet,
            reminder_id=reminder,
            about=about,
            start_local=_TIMES,
            rrule=_RULES,
            text=_WORDS,
            discreet=st.booleans(),
            channel=st.sampled_from(["in_app", "calendar_file", "pigeon"]),
        ),
        r.ReminderChanged: lambda: st.builds(r.ReminderChanged, reminder_id=reminder, changes=changes),
        r.RemindersPaused: lambda: st.builds(r.RemindersPaused, until=st.one_of(st.none(), _DAY)),
        r.RemindersResumed: lambda: st.builds(r.RemindersResumed, after=st.lists(ids("e", 24), max_size=4).map(tuple)),
        r.ReminderRemoved: lambda: st.builds(r.ReminderRemoved, reminder_id=reminder),
        r.ReminderAnswered: lambda: st.builds(
            r.ReminderAnswered,
            reminder_id=reminder,
            occurrence=st.sampled_from(["2026-03-04T09:00", "2026-03-04T11:30"]),
            answer=st.sampled_from(["did_it", "later", "sang"]),
        ),
    }


def _of_support(ids: Ids) -> Kinds:
    plan, line = ids("u", 2), ids("l", 2)
    changes = st.builds(
        s.SupportPlanChanges,
        early_signs=_kept(_LINES),
        people_to_ask=_kept(_PEOPLE),
        reasons=_kept(st.one_of(st.none(), _WORDS)),
    )
    return {
        s.SupportPlanWritten: lambda: st.builds(
            s.SupportPlanWritten, plan_id=plan, early_signs=_LINES, people_to_ask=_PEOPLE, reasons=_WORDS
        ),
        s.SupportPlanRevised: lambda: st.builds(s.SupportPlanRevised, plan_id=plan, changes=changes),
        s.HelpRegionChosen: lambda: st.builds(
            s.HelpRegionChosen, region=st.sampled_from(["gb", "de", "moon"]), lang=st.just("en")
        ),
        s.OwnHelplineAdded: lambda: st.builds(
            s.OwnHelplineAdded, helpline_id=line, name=_WORDS, phone=st.just("1"), checked_on=_DAY
        ),
        s.OwnHelplineRemoved: lambda: st.builds(s.OwnHelplineRemoved, helpline_id=line),
    }


def _of_consents(ids: Ids) -> Kinds:
    consent = ids("q", 2)
    return {
        c.ConsentGiven: lambda: st.builds(
            c.ConsentGiven,
            consent_id=consent,
            purpose=st.sampled_from(["shown_before_unlock", "tomorrow"]),
            text_version=st.just(1),
            lang=st.just("en"),
            digest=st.just(b"d" * 32),
        ),
        c.ConsentWithdrawn: lambda: st.builds(c.ConsentWithdrawn, consent_id=consent),
    }


def _of_entries(ids: Ids) -> Kinds:
    entry = ids("n", 2)
    to = st.sampled_from(["domain:health", "value:" + b"v0".ljust(16, b".").hex(), "win:tomorrow"])
    return {
        e.EntryLinked: lambda: st.builds(e.EntryLinked, entry_id=entry, to=to),
        e.EntryUnlinked: lambda: st.builds(
            e.EntryUnlinked, entry_id=entry, to=to, after=st.lists(ids("e", 24), max_size=6).map(tuple)
        ),
        e.EntryStarred: lambda: st.builds(e.EntryStarred, entry_id=entry, on=st.booleans()),
    }


def caring_shown(pages: Pages) -> list[object]:
    """Read all that a face can read of them."""
    return [
        reminders(pages, NOON),
        reminders_due(pages, NOON),
        rest(pages, NOON),
        support_plan(pages),
        help_region(pages),
        own_helplines(pages),
        consents(pages),
    ]
