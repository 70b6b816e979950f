"""The catalogue's part about reminders, hard times and consents.

It holds kinds only; what they come to is in `folding`.
"""

from collections.abc import Mapping
from typing import Final

from whyward.journal.events import consents as c
from whyward.journal.events import reminders as r
from whyward.journal.events import support as s
from whyward.journal.events.touching import Touching

REMINDER: Final = b"reminder:"
REMINDERS: Final = b"reminders:"
SUPPORT: Final = b"support:"
REGION: Final = b"region:"
HELPLINE: Final = b"helpline:"
CONSENT: Final = b"consent:"

KINDS: Final[Mapping[str, Touching]] = {
    "reminder-set.1": Touching(r.ReminderSet, REMINDER, "reminder_id"),
    "reminder-changed.1": Touching(r.ReminderChanged, REMINDER, "reminder_id"),
    "reminders-paused.1": Touching(r.RemindersPaused, REMINDERS, ""),
    "reminders-resumed.1": Touching(r.RemindersResumed, REMINDERS, ""),
    "reminder-removed.1": Touching(r.ReminderRemoved, REMINDER, "reminder_id"),
    "reminder-answered.1": Touching(r.ReminderAnswered, REMINDER, "reminder_id"),
    "support-plan-written.1": Touching(s.SupportPlanWritten, SUPPORT, "plan_id"),
    "support-plan-revised.1": Touching(s.SupportPlanRevised, SUPPORT, "plan_id"),
    "help-region-chosen.1": Touching(s.HelpRegionChosen, REGION, ""),
    "own-helpline-added.1": Touching(s.OwnHelplineAdded, HELPLINE, "helpline_id"),
    "own-helpline-removed.1": Touching(s.OwnHelplineRemoved, HELPLINE, "helpline_id"),
    "consent-given.1": Touching(c.ConsentGiven, CONSENT, "consent_id"),
    "consent-withdrawn.1": Touching(c.ConsentWithdrawn, CONSENT, "consent_id"),
}
