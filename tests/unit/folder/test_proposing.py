"""A folder as the place where one of two statements wins, and where somebody with the words alone finds the space."""

import pytest

from tests.support.memory_folder import MemoryFolder
from tests.support.sim_device import CRYPTO
from tests.support.sim_person import admission, founder, joined
from tests.support.world import SeededEntropy
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import Refused
from whyward.journal.folder.carrying import carry_folder
from whyward.journal.folder.finding import space_of_kit, spaces_in
from whyward.journal.folder.layout import SLOTS_MAX, space_folder, statement_name
from whyward.journal.folder.proposing import propose
from whyward.journal.log import Log
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import OurFault
from whyward.protocol.statements import Party, SignedStatement


def wish(log: Log, name: str) -> SignedStatement:
    """Sign the admission of some new device."""
    return admission(log, new_keys(SeededEntropy(name), CRYPTO))


async def test_of_two_statements_with_one_index_the_first_wins_and_the_loser_reads_on() -> None:
    here, _ = await founder()
    there, _ = await joined(here)
    mine, theirs = wish(here, "mine"), wish(there, "theirs")
    stick = MemoryFolder()

    assert await propose(here, stick, mine)
    assert not await propose(there, stick, theirs)

    assert here.control.head == there.control.head
    assert await there.store.statements(2) == [mine]
    assert await propose(there, stick, wish(there, "theirs")), "signed anew, on the head that both share"


class Raced(MemoryFolder):
    """A folder into which somebody else writes a statement just before we do."""

    rival: bytes | None = None

    async def put(self, path: str, content: bytes) -> bool:
        """Let the rival be first, once."""
        if self.rival is not None and path.endswith(statement_name(2)):
            self.files[path], self.rival = self.rival, None
        return await super().put(path, content)


async def test_a_statement_that_appears_at_the_last_moment_wins() -> None:
    here, _ = await founder()
    there, _ = await joined(here)
    theirs = wish(there, "theirs")
    stick = Raced()
    stick.rival = encoded(theirs)

    assert not await propose(here, stick, wish(here, "mine"))
    assert await here.store.statements(2) == [theirs]
    assert len(stick.names(".statement")) == 3


async def test_the_same_statement_may_be_proposed_again() -> None:
    """After an answer that was lost."""
    here, _ = await founder()
    mine = wish(here, "mine")
    stick = MemoryFolder()

    assert await propose(here, stick, mine)
    assert await propose(here, stick, mine)
    assert here.control.index == 1


async def test_rubbish_under_the_name_does_not_stand_in_the_way() -> None:
    """Everybody looks at the names in one order, so the second name decides then."""
    here, _ = await founder()
    there, _ = await joined(here)
    stick = MemoryFolder()
    await carry_folder(here, stick)
    folder = f"{space_folder(here.control.space_id)}/control"
    stick.files[f"{folder}/{statement_name(2)}"] = b"half a file"

    assert await propose(here, stick, wish(here, "mine"))
    assert not await propose(there, stick, wish(there, "theirs"))
    assert here.control.head == there.control.head


async def test_a_folder_full_of_rubbish_is_told() -> None:
    here, _ = await founder()
    stick = MemoryFolder()
    folder = f"{space_folder(here.control.space_id)}/control"
    stick.files |= {f"{folder}/{statement_name(1, slot)}": b"x" for slot in range(1, SLOTS_MAX + 1)}

    with pytest.raises(Refused, match="no statements"):
        await propose(here, stick, wish(here, "mine"))


async def test_what_no_log_would_follow_is_never_written() -> None:
    here, _ = await founder()
    signed = wish(here, "mine")
    stick = MemoryFolder()

    with pytest.raises(OurFault, match="does not follow"):
        await propose(here, stick, SignedStatement(signed.raw, bytes(64)))
    assert not [name for name in stick.files if statement_name(1) in name]


async def test_the_words_alone_find_their_space_among_others() -> None:
    """By the recovery kit's device id: genesis and all that follows, verified."""
    here, _ = await founder()
    await joined(here)
    other, _ = await founder("somebody else")
    stick = MemoryFolder()
    for log in (here, other):
        await carry_folder(log, stick)
    (kit,) = [member.device_id for member in here.control.members.values() if member.party is Party.RECOVERY]

    found = await space_of_kit(stick, kit, CRYPTO.check)

    assert found is not None
    assert (found.control.space_id, found.control.head) == (here.control.space_id, here.control.head)
    assert found.statements == await here.store.statements(0)
    assert len(await spaces_in(stick, CRYPTO.check)) == 2
    assert await space_of_kit(stick, here.keys.device_id, CRYPTO.check) is None


async def test_a_genesis_in_the_folder_of_another_space_is_not_believed() -> None:
    here, _ = await founder()
    stick = MemoryFolder()
    genesis = (await here.store.statements(0))[0]
    stick.files[f"whyward-0123456789abcdef/control/{statement_name(0)}"] = encoded(genesis)

    assert await spaces_in(stick, CRYPTO.check) == []
