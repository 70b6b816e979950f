"""A wish about who belongs, on a line whose control log has parted: it ends with what to do, and does not wait.

Found by the simulation: a pairing waited for ever while another session of the device had settled the branches.
"""

from typing import cast

import pytest

from tests.support.sim_person import founder
from whyward.journal.carrying import Line
from whyward.journal.errors import Refused
from whyward.journal.syncing import Carried, Proposal
from whyward.journal.trust.changing import change, over
from whyward.journal.trust.sayings import rotation
from whyward.protocol.statements import SignedStatement


class _PartedSession:
    """Loses every proposal, because the relay goes on with another branch."""

    control_has_diverged = True

    async def propose(self, signed: SignedStatement) -> tuple[Proposal, list[bytes]]:
        del signed
        return Proposal(is_kept=False), []


class _SettledLine:
    """Has nothing to carry."""

    syncing = _PartedSession()

    async def send(self, frames: list[bytes]) -> None:
        assert frames == []

    async def settle(self) -> Carried:
        return Carried()


async def test_a_wish_on_a_parted_line_ends_with_what_to_do() -> None:
    log, _ = await founder()

    with pytest.raises(Refused, match="did not agree on who belongs") as refused:
        await change(log, rotation(log), over(cast("Line", _SettledLine())))

    assert "whyward sync" in refused.value.hint
    assert log.control.index == 0
