"""One space twice, alike up to a statement and different after it: the two branches of a control log.

Which of them outweighs is for the product to say.
"""

from tests.support.relay_peer import Peer, PretendDevice, PretendSpace
from tests.support.relay_statements import admitted
from whyward.protocol.forks import outweighs
from whyward.protocol.frames import Branch, Kept, Statements
from whyward.protocol.statements import SignedStatement


class Fork:
    """One space twice: two devices up to statement 1, and after that what each branch says of it."""

    def __init__(self, name: str) -> None:
        self.held, self.other = PretendSpace(name), PretendSpace(name)
        self.phone = PretendDevice(f"{name}/phone")
        admitted(self.held, self.phone)
        admitted(self.other, self.phone)

    async def founded(self, peer: Peer) -> None:
        """Let the relay have the branch it holds."""
        await peer.found(self.held)
        await peer.send(Statements(self.held.space_id, 1, self.held.control[1:]))
        await peer.receive(Kept)

    def branch(self, start: int = 2) -> Branch:
        """Offer the other branch."""
        return Branch(self.other.space_id, start, self.other.control[start:])


def rivals(name: str) -> tuple[SignedStatement, SignedStatement, Fork]:
    """Return two admissions for one index, the one that outweighs first, and the fork they would make."""
    fork = Fork(name)
    one, two = (fork.held.admitted(PretendDevice(f"{name}/{word}")) for word in ("one", "two"))
    return (one, two, fork) if outweighs(one, two) else (two, one, fork)
