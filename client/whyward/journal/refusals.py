"""What a relay refuses, or what is wrong with it, in plain words: what happened, what is safe, what to do.

It knows codes only, never what a frame held.
"""

from typing import Final

from whyward.journal.errors import JournalError, Refused, Unreachable
from whyward.protocol.errors import Code, TheirFault

_SAFE = "What you recorded is safe on this device."
_NEW_CODE = "For a new code, on the device that you trust: whyward link"
_NOT_COUNTED = (
    "the relay does not count this device as one of the journal's",
    f"{_SAFE} On a device that you trust, look at: whyward device list",
)
_NEWER = (
    "the relay or another device speaks a newer protocol",
    f"{_SAFE} Install a newer Whyward here, then sync again.",
)
_USED = ("that code was used already, or is too old", f"Each code works once and for two minutes. {_NEW_CODE}")

_WORDS: Final = {
    Code.WRONG_RELAY: (
        "the relay at this address is not the one this journal knows: its key is another",
        f"{_SAFE} Nothing was sent. Ask whoever runs the relay. If it was set up anew: whyward sync --new-relay-key",
    ),
    Code.INVITE_NEEDED: (
        "this relay takes new journals by invite only",
        f"{_SAFE} Ask whoever runs it, then: whyward sync --invite TOKEN",
    ),
    Code.SPACE_EXISTS: _NOT_COUNTED,
    Code.NOT_ADMITTED: _NOT_COUNTED,
    Code.FULL: ("the relay has no room for more", f"{_SAFE} Tell whoever runs it; sync again later."),
    Code.UNKNOWN_VERSION: _NEWER,
    Code.UNKNOWN_STATEMENT: _NEWER,
    Code.UNKNOWN_NEWER: _NEWER,
    Code.CONTROL_FORKED: (
        "the relay shows another history of who belongs to this journal",
        f"{_SAFE} Do not pair or share now. Compare `whyward device list` on your devices.",
    ),
    Code.REMOVED: (
        "the relay says that another of your devices has removed this one from the journal",
        "What is here stays readable here. To go on, let it in again from a device you trust: whyward link",
    ),
    Code.CLOSED: ("this journal was closed for good", "What is here stays readable here."),
    Code.LATE: (
        "what this device recorded came after it was removed",
        "It is safe here. On another device, look at: whyward quarantine list",
    ),
    Code.CODE_UNKNOWN: (
        "no device waits under that code",
        f"Look at the code again; it lives for two minutes. {_NEW_CODE}",
    ),
    Code.CODE_USED: _USED,
    Code.CODE_TAKEN: _USED,
    Code.MAILBOX_CLOSED: ("the pairing ended before it was complete", f"Nothing was shared. {_NEW_CODE}"),
}


def in_plain_words(fault: TheirFault) -> JournalError:
    """Turn a refusal's stable code into a sentence and a next step."""
    if fault.code is Code.BUSY:
        seconds = max(1, fault.retry_after_ms // 1000)
        return Unreachable("the relay is busy", hint=f"{_SAFE} Try again in {seconds} s: whyward sync")
    if fault.code in _WORDS:
        text, hint = _WORDS[fault.code]
        return Refused(text, hint=hint)
    text = f"what answers does not speak as a relay does ({fault.code})"
    return Unreachable(text, hint=f"{_SAFE} Look at the relay's address; if it is right, tell whoever runs it.")
