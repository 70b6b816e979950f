"""The parts of the app as the way around shows them, in one order everywhere.

It names places; what is there is the pages' own.
"""

from typing import Final, NamedTuple


class Section(NamedTuple):
    """One entry of the way around: where, the English text of its name, and its icon."""

    path: str
    name: str
    icon: str


def _(text: str) -> str:
    """Mark a text for translation; the template looks it up."""
    return text


SECTIONS: Final = (
    Section("/", _("Today"), "today"),
    Section("/explore", _("Explore"), "explore"),
    Section("/values", _("Values"), "values"),
    Section("/goals", _("Goals"), "goals"),
    Section("/barriers", _("In the way"), "barrier"),
    Section("/choices", _("Choices"), "choices"),
    Section("/check", _("Check-in"), "check"),
    Section("/journal", _("Journal"), "journal"),
    Section("/progress", _("Look back"), "look-back"),
    Section("/share", _("Share"), "share"),
    Section("/devices", _("Devices"), "devices"),
    Section("/settings", _("Settings"), "settings"),
)
