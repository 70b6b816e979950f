"""Alarms in plain words: what no honest relay or device does, what it means, and what to do.

It refuses to guess at intentions: an old backup and a lie look the same from here.
"""

from typing import Final

from whyward.journal.sentences import sentence
from whyward.protocol.errors import Code

_WORDS: Final = {
    Code.RELAY_REGRESSED: sentence(
        "The relay no longer held something it had signed for; this device has given it back. "
        "An old backup does that. If it happens again, tell whoever runs the relay."
    ),
    Code.FORKED: sentence(
        "One of your devices' series of records was shown in two ways. Nothing that was here was changed. "
        "An old backup of the relay and a copied folder together can do that; otherwise do not trust the relay. "
        "Compare the six words of `whyward status` on your devices."
    ),
    Code.CONTROL_FORKED: sentence(
        "Two histories of who belongs to this journal were shown. All devices go on with the same one, and both are "
        "kept. An old backup of the relay does that. Look at `whyward device list`; if a device there is not yours, "
        "remove it."
    ),
    Code.RECOVERY_USED: sentence(
        "The recovery words were used to let in a new device, which can read everything. If that was not you: "
        "whyward device remove, and then new words with whyward recovery renew."
    ),
    Code.REMOVED: sentence(
        "The relay says that another of your devices shut this one out. What is here stays readable here. "
        "If you did not do that, look at `whyward device list` on another device."
    ),
    Code.FULL: sentence(
        "A device that was shut out has sent more records than are kept for you to look at. The rest is left where it "
        "is; nothing was merged."
    ),
    Code.BAD_SIGNATURE: sentence(
        "Something arrived that its author did not sign. It was set aside, and nothing of it was merged. "
        "If it happens again, do not trust the relay."
    ),
    Code.NOT_ALLOWED: sentence(
        "A change of who belongs was shown that nobody of yours could have made. It was refused, and your devices are "
        "as they were. If it happens again, do not trust the relay."
    ),
    Code.CONTROL_UNKNOWN: sentence(
        "A record speaks of a change in who belongs to this journal, and the relay does not show that change. "
        "The record waits; nothing was merged. Sync again later; if this stays, use another relay."
    ),
    Code.WITHHELD: sentence(
        "The relay has not handed over everything that your other devices have sent. "
        "Let those devices sync again; if this stays, use another relay."
    ),
}
_NEWER: Final = sentence(
    "Something of a newer Whyward arrived, which this one cannot check. It waits, and nothing of it was merged. "
    "Install a newer Whyward here, then sync again."
)


def in_words(code: str) -> str:
    """Return the sentences for an alarm's stable code."""
    if code in {Code.UNKNOWN_NEWER, Code.UNKNOWN_VERSION, Code.UNKNOWN_STATEMENT}:
        return _NEWER
    if code in _WORDS:
        return _WORDS[Code(code)]
    return sentence(
        "Something arrived that does not hold together (%(code)s). It was set aside, and nothing was merged.", code=code
    )
