"""Founding a space at a relay that does not hold it, or has lost it: genesis, then every statement, then the proof.

Any device can do it, not only the first: a relay cannot know a later one before it has read of its admission. It
refuses to try twice on one connection.
"""

from whyward.protocol.device_effects import Effect, OfferStatements, Send
from whyward.protocol.errors import Code
from whyward.protocol.frames import Create, Prove


class Founding:
    """The steps of one connection."""

    def __init__(self, create: Create) -> None:
        """Begin with this, should the relay not hold the space."""
        self._create = create
        self._has_begun = False
        self._waiting: Prove | None = None
        self._is_overtaken = False

    def refused(self, code: Code, proof: Prove | None, control_index: int) -> list[Effect] | None:
        """Say what a refusal means for the founding; None if it is about something else."""
        if code is Code.NO_SUCH_SPACE and proof is not None and not self._has_begun:
            self._has_begun = True
            if control_index == 0:
                return [Send(self._create), Send(proof)]
            self._waiting = proof
            return [Send(self._create), OfferStatements(1)]
        if code is Code.SPACE_EXISTS and self._has_begun:
            # Another process or device was quicker: the proof gets the answer, and the statements a refusal.
            if self._waiting is None:
                return []
            proof, self._waiting, self._is_overtaken = self._waiting, None, True
            return [Send(proof)]
        if code is Code.NOT_ADMITTED and self._is_overtaken:
            self._is_overtaken = False
            return []
        return None

    def kept(self, n: int, control_index: int) -> list[Effect]:
        """Go on after the relay has kept statements up to `n`: with more of them, or at last with the proof."""
        if self._waiting is None:
            return []
        if n < control_index:
            return [OfferStatements(n + 1)]
        proof, self._waiting = self._waiting, None
        return [Send(proof)]
