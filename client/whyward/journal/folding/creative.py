"""What a creative piece has come to: what it is, and its texts.

Text is never lost to a merge: what two devices wrote apart stays side by side until the person settles it.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from whyward.journal.events.creative import CreativePieceMade, CreativePieceRevised
from whyward.journal.events.fields import Body
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.versions import Version, Wrote, versions

TEXT: Final = "text"
"""What a settlement calls the text of a piece."""


class PieceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A piece as it is now; `versions` is empty if it holds no words, and several if texts did not meet."""

    piece_id: bytes
    kind: str
    title: str | None
    value_ids: tuple[bytes, ...]
    versions: tuple[Version, ...]
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


def fold_piece(happened: Sequence[Happened]) -> PieceRow | None:
    """Return the piece that its events come to; None before it is made, or once its making and all texts are gone."""
    texts = versions(happened, _wrote, TEXT)
    made = [one for one in happened if isinstance(one.body, CreativePieceMade) and (one.stands or texts)]
    first = next((one for one in made if one.stands), made[0] if made else None)
    if first is None or not isinstance(first.body, CreativePieceMade):
        return None
    piece = first.body
    return PieceRow(
        piece_id=piece.piece_id,
        kind=piece.kind,
        title=piece.title,
        value_ids=piece.value_ids,
        versions=texts,
        at=first.event.at,
        tz=first.event.tz,
        stamp=(first.event.hlc, first.device, first.event.id),
    )


def _wrote(body: Body) -> Wrote | None:
    match body:
        case CreativePieceMade(text=text):
            return Wrote(text)
        case CreativePieceRevised(text=text, base_event_id=base):
            return Wrote(text, (base,))
        case _:
            return None
