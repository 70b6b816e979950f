"""What a relay's session asks its shell to do: one small value for each kind of effect, performed in order.

Nothing here does anything.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from whyward.protocol.frames import JoinMailbox, Mail, OpenMailbox, ToDevice
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.segments import Placed, Segment, Tail
from whyward.protocol.statements import SignedStatement


@dataclass(frozen=True, slots=True)
class Send:
    """Send this frame to the device."""

    frame: ToDevice


@dataclass(frozen=True, slots=True)
class Joined:
    """The device is proven in this space: from now on it gets the space's news."""

    space_id: SpaceId
    device_id: DeviceId


@dataclass(frozen=True, slots=True)
class FindKit:
    """A proven key asks where it is the recovery kit: look it up, then ask the session for the answer."""

    device_id: DeviceId
    sign_pk: bytes


@dataclass(frozen=True, slots=True)
class FoundSpace:
    """Store a new space, if the relay's admission rule allows; nothing is answered, for `prove` comes next."""

    control: ControlLog
    genesis: SignedStatement
    invite: str


@dataclass(frozen=True, slots=True)
class StoreStatements:
    """Store these statements, the first of them at `start`; then `kept`."""

    space_id: SpaceId
    start: int
    run: tuple[SignedStatement, ...]
    control: ControlLog


@dataclass(frozen=True, slots=True)
class RepeatStatements:
    """The device offers statements that are kept already, up to this end of them: answer `kept` again."""

    space_id: SpaceId
    tail: Tail


@dataclass(frozen=True, slots=True)
class ReplaceBranch:
    """The device offers another branch from `start` on: if it is valid and outweighs what is held, let it stand.

    `branches.branched` says whether; then one commit, `kept`, and an end to all other sessions of the space.
    """

    space_id: SpaceId
    start: int
    run: tuple[SignedStatement, ...]


@dataclass(frozen=True, slots=True)
class StoreSegments:
    """Store these segments of one series, right after its tail; then `kept`."""

    space_id: SpaceId
    device_id: DeviceId
    run: tuple[Placed, ...]

    @property
    def tail(self) -> Tail:
        """The series' end once this is stored."""
        return Tail(self.run[-1].core.n, self.run[-1].hash)


@dataclass(frozen=True, slots=True)
class StoreLetter:
    """Put this letter into the share's letterbox, in place of any other; then say `left`."""

    space_id: SpaceId
    letter: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadStatements:
    """Read a page of the control log from `start` on, not beyond `end`, and send it, even if it is empty."""

    space_id: SpaceId
    start: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ReadSegments:
    """Read a page of a series from `start` on and send it, even if it is empty."""

    space_id: SpaceId
    device_id: DeviceId
    start: int


@dataclass(frozen=True, slots=True)
class CompareSegments:
    """The device pushes what the relay may hold already: compare byte for byte, then answer `kept` or `forked`."""

    space_id: SpaceId
    device_id: DeviceId
    start: int
    run: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class UseMailbox:
    """Perform a mailbox frame: only the shell knows who else is connected."""

    frame: OpenMailbox | JoinMailbox | Mail


Effect: TypeAlias = (
    Send
    | Joined
    | FindKit
    | FoundSpace
    | StoreStatements
    | RepeatStatements
    | ReplaceBranch
    | StoreSegments
    | StoreLetter
    | ReadStatements
    | ReadSegments
    | CompareSegments
    | UseMailbox
)
