"""What a person has agreed to, and whether they still do: a withdrawal stands for good, even where it was taken back.

Whoever agrees anew gives a consent of its own.
"""

from collections.abc import Sequence

import msgspec

from whyward.journal.events.consents import ConsentGiven, ConsentWithdrawn
from whyward.journal.folding.happened import Happened


class AgreedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One consent, by the device where it was given."""

    consent_id: bytes
    purpose: str
    text_version: int
    lang: str
    digest: bytes
    device: bytes
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]
    withdrawn_at: int | None = None


def fold_consent(happened: Sequence[Happened]) -> AgreedRow | None:
    """Return the consent that its events come to, or None before it is given."""
    first = next((one for one in happened if one.stands and isinstance(one.body, ConsentGiven)), None)
    if first is None or not isinstance(first.body, ConsentGiven):
        return None
    given = first.body
    return AgreedRow(
        consent_id=given.consent_id,
        purpose=given.purpose,
        text_version=given.text_version,
        lang=given.lang,
        digest=given.digest,
        device=first.device,
        at=first.event.at,
        tz=first.event.tz,
        stamp=(first.event.hlc, first.device, first.event.id),
        withdrawn_at=next((one.event.at for one in happened if isinstance(one.body, ConsentWithdrawn)), None),
    )
