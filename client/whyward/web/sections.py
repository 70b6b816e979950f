"""The parts of the app as the way around shows them, in one order everywhere.

It names places; what is there is the pages' own.
"""

from typing import Final, NamedTuple


class Section(NamedTuple):
    """One entry of the way around: where, the English text of its name, its icon, and what else belongs to it."""

    path: str
    name: str
    icon: str
    also: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether a page is one of this part's."""
        return path == self.path or any(path == one or path.startswith(f"{one}/") for one in self._below())

    def _below(self) -> tuple[str, ...]:
        return self.also if self.path == "/" else (self.path, *self.also)


def _(text: str) -> str:
    """Mark a text for translation; the template looks it up."""
    return text


SECTIONS: Final = (
    Section("/", _("Today"), "today"),
    Section("/explore", _("Explore"), "explore", ("/tour", "/sample", "/beginning")),
    Section("/values", _("Values"), "values", ("/domains", "/compass")),
    Section("/goals", _("Goals"), "goals", ("/step", "/why")),
    Section("/barriers", _("In the way"), "barrier", ("/barrier", "/toolbox")),
    Section("/choices", _("Choices"), "choices", ("/decisions",)),
    Section("/check", _("Check-in"), "check", ("/mood",)),
    Section("/journal", _("Journal"), "journal", ("/conflicts",)),
    Section("/progress", _("Look back"), "look-back", ("/timeline", "/review", "/wins")),
    Section("/share", _("Share"), "share", ("/inbox", "/practice", "/session")),
    Section("/devices", _("Devices"), "devices", ("/recovery",)),
    Section("/settings", _("Settings"), "settings", ("/reminders", "/support", "/keys", "/accessibility", "/about")),
)
