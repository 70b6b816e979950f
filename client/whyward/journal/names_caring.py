"""From what a person calls a reminder or a line of their own to the one that is meant.

What was removed is not meant any more.
"""

from whyward.journal.folding.nouns_caring import HELPLINES, REMINDERS
from whyward.journal.folding.reminders import ReminderRow
from whyward.journal.folding.support import HelplineRow
from whyward.journal.names import Named, find
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence


def find_reminder(pages: Pages, called: str) -> ReminderRow:
    """Return the reminder that is meant, by its text, the start of its text, or its id."""
    rows = {row.reminder_id: row for row in pages.all(REMINDERS) if not row.removed}
    return rows[
        find(called, [Named(row.reminder_id, row.text) for row in rows.values()], sentence("reminder"), by_start=True)
    ]


def find_helpline(pages: Pages, called: str) -> HelplineRow:
    """Return the line of the person's own that is meant, by its name or its id."""
    rows = {row.helpline_id: row for row in pages.all(HELPLINES) if not row.removed}
    return rows[
        find(called, [Named(row.helpline_id, row.name) for row in rows.values()], sentence("helpline"), by_start=True)
    ]
