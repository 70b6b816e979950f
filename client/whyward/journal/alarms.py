"""Alarms in plain words: what no honest relay or device does, what it means, and what to do.

It refuses to guess at intentions: an old backup and a lie look the same from here.
"""

from typing import Final

from whyward.protocol.errors import Code

_WORDS: Final = {
    Code.RELAY_REGRESSED: (
        "The relay no longer held something it had signed for; this device has given it back. "
        "An old backup does that. If it happens again, tell whoever runs the relay."
    ),
    Code.FORKED: (
        "The relay holds a different record under a number that this journal uses already. Nothing here was changed. "
        "If you have restored or copied this folder, stop writing in one of the copies; "
        "otherwise do not trust the relay."
    ),
    Code.CONTROL_FORKED: (
        "The relay shows another history of who belongs to this journal. Do not pair or share until you know why."
    ),
    Code.BAD_SIGNATURE: "A record arrived that its author did not sign. It lies in quarantine; nothing was merged.",
    Code.WITHHELD: (
        "The relay has not handed over everything that your other devices have sent. "
        "Let those devices sync again; if this stays, use another relay."
    ),
}
_OTHER: Final = "A record arrived that does not hold together ({code}). It lies in quarantine; nothing was merged."


def in_words(code: str) -> str:
    """Return the sentences for an alarm's stable code."""
    return _WORDS[Code(code)] if code in _WORDS else _OTHER.format(code=code)
