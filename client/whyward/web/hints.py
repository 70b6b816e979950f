"""Hints as pages tell them: where a sentence of the journal names a command, a page names the place in the app.

A command that has no place here stays as it is: it is for the terminal.
"""

import re
from collections.abc import Mapping
from typing import Final

from whyward.web.texts import Texts


def _(text: str) -> str:
    """Mark a text for translation; it is looked up when it is told."""
    return text


# A name of the way around, then what to press or open there. The longer command goes before the shorter one.
_PLACES: Final[Mapping[str, str]] = {
    "share invite": _("Share → Show someone something"),
    "share confirm": _("Share → Compare the words"),
    "share grant": _("Share → Choose what they see"),
    "share widen": _("Share → Show more"),
    "share narrow": _("Share → Show less of it"),
    "share resume": _("Share → Let it go on"),
    "share renew": _("Share → Let it last longer"),
    "share stop": _("Share → Stop for good"),
    "share audit": _("Share → What went out"),
    "share accept": _("Share → Somebody sent me a link"),
    "share": _("Share"),
    "inbox": _("Share → What they wrote"),
    "practice": _("Share → People who show me something"),
    "device": _("Devices"),
    "link": _("Devices → Let one more in"),
    "quarantine": _("Devices → Set aside"),
    "recovery": _("Devices → Recovery words"),
    "status": _("Devices"),
    "sync": _("Devices"),
    "value": _("Values"),
    "domain": _("Values → Parts of life"),
    "goal": _("Goals"),
    "step": _("Goals"),
    "plan": _("Goals → If-then plans"),
    "sort": _("Explore → Sort cards"),
    "reflect": _("Explore → Questions"),
    "barrier": _("In the way"),
    "decide": _("Choices"),
    "choice": _("Choices"),
    "entry": _("Journal"),
    "check": _("Check-in"),
    "review": _("Look back"),
    "insights": _("Look back"),
    "mood": _("Check-in → Moods"),
    "win": _("Look back → Wins"),
    "timeline": _("Look back → Timeline"),
    "remind": _("Settings → Reminders"),
    "support": _("Settings → Support plan"),
    "undo": _("Undo"),
    "redo": _("Bring it back"),
}

# In backticks a command ends with them; without, after its verb, a word that is known to follow one, and what a person
# types in capitals or after dashes.
_NOUNS: Final = (
    "list|show|add|remove|invite|confirm|grant|widen|narrow|stop|audit|resume|renew|rehearse|use|print|tools|start|"
    "shortlist|run|write|scale|scales|plan|accept|comment|propose"
)
_TYPED: Final = r"(?: (?:--[a-z-]+|[A-Z]+)(?![a-z]))*"
_COMMAND: Final = re.compile(
    rf"`(?:whyward )?(?P<quoted>[^`]+)`|whyward (?P<bare>[a-z]+(?: (?:{_NOUNS})\b)?{_TYPED})",
)
# Options alone, after a colon: a page has fields for them, and the sentence before them is whole.
_OPTIONS: Final = re.compile(r":(?: --[a-z-]+(?: (?!--)[\w-]+)?)+")
_TERMINAL: Final = frozenset({"--folder", "--repair", "--new-relay-key", "--home"})


def on_pages(hint: str, texts: Texts) -> str:
    """Return a hint with places in the app in place of commands, and without options that stand alone."""

    def told(found: re.Match[str]) -> str:
        words = (found["quoted"] or found["bare"]).split()
        place = _PLACES.get(" ".join(words[:2])) or _PLACES.get(words[0])
        if place is None or _TERMINAL.intersection(words):
            return found[0]
        return f"“{texts.gettext(place)}”"

    return _COMMAND.sub(told, _OPTIONS.sub("", hint))
