"""What a person agreed to beyond what the journal is for, by the text they saw; and that they no longer do.

It holds fields only. What is agreed to with each share stands with the share.
"""

from whyward.journal.events.fields import Body, Choice
from whyward.protocol.ids import Bytes16, Bytes32


class ConsentGiven(Body, frozen=True, kw_only=True):
    """The person agreed to a text, which its digest names; nothing was ticked for them."""

    consent_id: Bytes16
    purpose: Choice
    text_version: int
    lang: str
    digest: Bytes32


class ConsentWithdrawn(Body, frozen=True, kw_only=True):
    """The person no longer agrees; one word is enough."""

    consent_id: Bytes16
