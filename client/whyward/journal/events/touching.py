"""What the catalogue says of a kind: its fields, and which thing it touches.

It knows no kind itself.
"""

from typing import NamedTuple

from whyward.journal.events.fields import Body


class Touching(NamedTuple):
    """A kind's fields, the noun of the entity it touches, and the field that names which one ("": there is one)."""

    type: type[Body]
    noun: bytes
    field: str
