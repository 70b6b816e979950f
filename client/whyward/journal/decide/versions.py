"""Deciding about versions: which one an edit was made from, and which one stays where two did not meet.

It knows no noun; what is settled and what its text is called comes from who asks.
"""

from collections.abc import Sequence

from whyward.journal.errors import BadInput, NotFound, Refused
from whyward.journal.events.catalogue import ref_of
from whyward.journal.events.plumbing import ConflictSettled
from whyward.journal.folding.versions import Version
from whyward.journal.names import PREFIX_DIGITS_MIN
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import optional_text


def base_of(base: str | None, versions: Sequence[Version], entity: bytes, pages: Pages) -> bytes:
    """Return the version an edit was made from: the one named, as long as it ever was one, or else the one shown."""
    if base is None:
        return versions[0].event_id
    for one in pages.happened(entity):
        if one.event.id.hex() == base.strip().casefold():
            return one.event.id
    noun = entity.partition(b":")[0].decode()
    raise BadInput(
        sentence("That %(noun)s has no version with that id", noun=noun),
        hint=sentence("`%(noun)s show` lists its versions with their ids.", noun=noun),
    )


def settled(entity: bytes, field: str, versions: Sequence[Version], keep: str, merged: str | None) -> ConflictSettled:
    """Return the settlement that keeps one version, or a text made of several; refuse where there is one version."""
    prefix, colon, key = entity.partition(b":")
    if len(versions) <= 1:
        raise Refused(
            sentence("That %(noun)s has one version", noun=prefix.decode()), hint="Nothing needs to be settled."
        )
    kept = _named(keep, versions)
    return ConflictSettled(
        entity=ref_of(prefix + colon, key),
        field=field,
        kept_event_id=kept.event_id,
        other_event_ids=tuple(version.event_id for version in versions if version.event_id != kept.event_id),
        merged_text=optional_text(merged, sentence("The merged text")),
    )


def _named(keep: str, versions: Sequence[Version]) -> Version:
    if keep.isdecimal() and 1 <= int(keep) <= len(versions):
        return versions[int(keep) - 1]
    digits = keep.strip().casefold()
    if len(digits) >= PREFIX_DIGITS_MIN:
        fitting = [version for version in versions if version.event_id.hex().startswith(digits)]
        if len(fitting) == 1:
            return fitting[0]
    raise NotFound(
        sentence("There are %(count)s versions, and that names none of them", count=len(versions)),
        hint="Say 1, 2, or an id.",
    )
