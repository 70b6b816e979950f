"""What a fold sees of an event: its envelope, its typed body, and whether it still stands.

It holds no rule.
"""

from typing import NamedTuple

from whyward.journal.events.envelope import Event
from whyward.journal.events.fields import Body
from whyward.protocol.ids import DeviceId


class Happened(NamedTuple):
    """One event of one thing. `stands` is False for one that was taken back."""

    event: Event
    device: DeviceId
    body: Body
    stands: bool
