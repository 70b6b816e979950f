"""What a relay refuses, or what is wrong with it, in plain words: what happened, what is safe, what to do.

It knows codes only, never what a frame held.
"""

from typing import Final

from whyward.journal.errors import JournalError, Refused, Unreachable
from whyward.journal.sentences import sentence
from whyward.protocol.errors import Code, TheirFault

_SAFE = sentence("What you recorded is safe on this device.")
_NEW_CODE = sentence("For a new code, on the device that you trust: whyward link")
_NOT_COUNTED = (
    sentence("the relay does not count this device as one of the journal's"),
    sentence("%(safe)s On a device that you trust, look at: whyward device list", safe=_SAFE),
)
_NEWER = (
    sentence("the relay or another device speaks a newer protocol"),
    sentence("%(safe)s Install a newer Whyward here, then sync again.", safe=_SAFE),
)
_USED = (
    sentence("that code was used already, or is too old"),
    sentence("Each code works once and for two minutes. %(new_code)s", new_code=_NEW_CODE),
)

_WORDS: Final = {
    Code.WRONG_RELAY: (
        sentence("the relay at this address is not the one this journal knows: its key is another"),
        sentence(
            "%(safe)s Nothing was sent. Ask whoever runs the relay. If it was set up anew: "
            "whyward sync --new-relay-key",
            safe=_SAFE,
        ),
    ),
    Code.INVITE_NEEDED: (
        sentence("this relay takes new journals by invite only"),
        sentence("%(safe)s Ask whoever runs it, then: whyward sync --invite TOKEN", safe=_SAFE),
    ),
    Code.SPACE_EXISTS: _NOT_COUNTED,
    Code.NOT_ADMITTED: _NOT_COUNTED,
    Code.FULL: (
        sentence("the relay has no room for more"),
        sentence("%(safe)s Tell whoever runs it; sync again later.", safe=_SAFE),
    ),
    Code.UNKNOWN_VERSION: _NEWER,
    Code.UNKNOWN_STATEMENT: _NEWER,
    Code.UNKNOWN_NEWER: _NEWER,
    Code.CONTROL_FORKED: (
        sentence("the relay shows another history of who belongs to this journal"),
        sentence("%(safe)s Do not pair or share now. Compare `whyward device list` on your devices.", safe=_SAFE),
    ),
    Code.REMOVED: (
        sentence("the relay says that another of your devices has removed this one from the journal"),
        sentence("What is here stays readable here. To go on, let it in again from a device you trust: whyward link"),
    ),
    Code.CLOSED: (sentence("this journal was closed for good"), sentence("What is here stays readable here.")),
    Code.LATE: (
        sentence("what this device recorded came after it was removed"),
        sentence("It is safe here. On another device, look at: whyward quarantine list"),
    ),
    Code.CODE_UNKNOWN: (
        sentence("no device waits under that code"),
        sentence("Look at the code again; it lives for two minutes. %(new_code)s", new_code=_NEW_CODE),
    ),
    Code.CODE_USED: _USED,
    Code.CODE_TAKEN: _USED,
    Code.MAILBOX_CLOSED: (
        sentence("the pairing ended before it was complete"),
        sentence("Nothing was shared. %(new_code)s", new_code=_NEW_CODE),
    ),
}


def in_plain_words(fault: TheirFault) -> JournalError:
    """Turn a refusal's stable code into a sentence and a next step."""
    if fault.code is Code.BUSY:
        seconds = max(1, fault.retry_after_ms // 1000)
        return Unreachable(
            "the relay is busy",
            hint=sentence("%(safe)s Try again in %(seconds)s s: whyward sync", safe=_SAFE, seconds=seconds),
        )
    if fault.code in _WORDS:
        text, hint = _WORDS[fault.code]
        return Refused(text, hint=hint)
    text = sentence("what answers does not speak as a relay does (%(code)s)", code=fault.code)
    return Unreachable(
        text, hint=sentence("%(safe)s Look at the relay's address; if it is right, tell whoever runs it.", safe=_SAFE)
    )
