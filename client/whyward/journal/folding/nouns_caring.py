"""The nouns about reminders, hard times and consents.

It holds no rule.
"""

from typing import Final

from whyward.journal.events import kinds_caring as k
from whyward.journal.folding.consents import AgreedRow, fold_consent
from whyward.journal.folding.noun import Noun
from whyward.journal.folding.reminders import ReminderRow, RestRow, fold_reminder, fold_rest
from whyward.journal.folding.support import (
    HelplineRow,
    RegionRow,
    SupportPlanRow,
    fold_helpline,
    fold_region,
    fold_support_plan,
)

REMINDERS: Final = Noun(k.REMINDER, ReminderRow, fold_reminder)
REST: Final = Noun(k.REMINDERS, RestRow, fold_rest)
SUPPORT_PLANS: Final = Noun(k.SUPPORT, SupportPlanRow, fold_support_plan)
REGION: Final = Noun(k.REGION, RegionRow, fold_region, last_wins=True)
HELPLINES: Final = Noun(k.HELPLINE, HelplineRow, fold_helpline)
CONSENTS: Final = Noun(k.CONSENT, AgreedRow, fold_consent)

NOUNS: Final = (REMINDERS, REST, SUPPORT_PLANS, REGION, HELPLINES, CONSENTS)
