"""What happens to creative pieces: a letter, a speech, a drawing told in words.

It holds fields only. A revision carries the whole text, never a difference.
"""

from enum import StrEnum

from whyward.journal.events.fields import Body, Choice, Text
from whyward.protocol.ids import Bytes16


class PieceKind(StrEnum):
    """What sort of piece it is."""

    LETTER = "letter"
    SPEECH_AT_90 = "speech_at_90"
    BIRTHDAY_80 = "birthday_80"
    EPITAPH = "epitaph"
    SWEET_SPOT = "sweet_spot"
    COMPASS_DRAWING = "compass_drawing"
    COLLAGE = "collage"
    PHOTO = "photo"
    AUDIO = "audio"
    POEM = "poem"
    OTHER = "other"


class CreativePieceMade(Body, frozen=True, kw_only=True):
    """A piece was made."""

    piece_id: Bytes16
    kind: Choice
    title: str | None = None
    text: Text | None = None
    value_ids: tuple[Bytes16, ...] = ()


class CreativePieceRevised(Body, frozen=True, kw_only=True):
    """A piece was changed by somebody who saw the version `base_event_id`."""

    piece_id: Bytes16
    base_event_id: Bytes16
    text: Text | None = None
