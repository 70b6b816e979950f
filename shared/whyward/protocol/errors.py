"""Why a message or a statement was not accepted: whose fault, and a stable code.

Codes are part of the protocol and never change their meaning; the sentences may be reworded freely.
"""

from enum import StrEnum


class Code(StrEnum):
    """Stable reasons, sent in `refused` frames and kept beside quarantined data."""

    MALFORMED = "malformed"
    NOT_CANONICAL = "not-canonical"
    TOO_LARGE = "too-large"
    UNKNOWN_VERSION = "unknown-version"
    UNKNOWN_STATEMENT = "unknown-statement"
    UNEXPECTED = "unexpected"
    NO_SUCH_SPACE = "no-such-space"
    SPACE_EXISTS = "space-exists"
    NOT_ADMITTED = "not-admitted"
    NOT_ALLOWED = "not-allowed"
    BAD_SIGNATURE = "bad-signature"
    BAD_PROOF = "bad-proof"
    WRONG_PLACE = "wrong-place"
    GAP = "gap"
    FORKED = "forked"
    CONTROL_MOVED = "control-moved"
    CONTROL_UNKNOWN = "control-unknown"
    CONTROL_FORKED = "control-forked"
    BAD_EPOCH = "bad-epoch"
    BAD_BODY = "bad-body"
    CANNOT_OPEN = "cannot-open"
    INVITE_NEEDED = "invite-needed"
    FULL = "full"
    BUSY = "busy"
    CODE_UNKNOWN = "code-unknown"
    CODE_USED = "code-used"
    CODE_TAKEN = "code-taken"
    MAILBOX_CLOSED = "mailbox-closed"
    WRONG_RELAY = "wrong-relay"
    RELAY_REGRESSED = "relay-regressed"
    WITHHELD = "withheld"
    UNKNOWN_NEWER = "unknown-newer"
    REMOVED = "removed"
    CLOSED = "closed"
    LATE = "late"
    RECOVERY_USED = "recovery-used"


def code_of(code: str) -> Code:
    """Read a stable code; a newer relay's unknown one counts as a plain refusal."""
    return Code(code) if code in Code.__members__.values() else Code.NOT_ALLOWED


class WhywardError(Exception):
    """Everything that Whyward refuses on purpose; any other exception is a bug."""


class ProtocolError(WhywardError):
    """A rule of the protocol was not kept; `code` says which, `retry_after_ms` when to try again (0: do not)."""

    def __init__(self, text: str, *, code: Code, about: bytes = b"", retry_after_ms: int = 0) -> None:
        """Keep the stable code, the id the refusal is about, and a sentence without any content of events."""
        super().__init__(text)
        self.text = text
        self.code = code
        self.about = about
        self.retry_after_ms = retry_after_ms


class TheirFault(ProtocolError):
    """The other side broke a rule: refuse what it sent and say the code; do not crash, do not retry as it is."""


class OurFault(ProtocolError):
    """We were about to break a rule: a bug here or bad input from our own side; nothing was sent."""
