"""What a thief of a guest's keys does: forged statements and words, old ones said again, two of one number.

The relay refuses what it can see; what is sealed it takes, and every device of the owner sets it aside.
"""

from functools import cached_property

from tests.simulation.choice import Step
from tests.simulation.shares.scene import Scene
from tests.support.memory_log import MemoryLog
from tests.support.sim_device import DATA_KEY
from tests.support.sim_forgeries import STATEMENTS, WORDS
from tests.support.sim_share_liar import ShareLiar
from tests.support.sim_thief import Loot, Thief
from whyward.journal.decide.facts import Fact
from whyward.journal.events.shared import CommentWritten
from whyward.journal.recording import record_facts
from whyward.journal.sharing.share_log import ShareLog, open_share_log
from whyward.protocol.errors import TheirFault
from whyward.protocol.frames import Segments, Statements, ToRelay
from whyward.protocol.segments import Segment


class ThiefSteps(Scene):
    """Steps of whoever stole the keys of a device of the guest's."""

    @cached_property
    def thief(self) -> Thief:
        """The one of this world."""
        return Thief(self.world)

    def steps(self) -> list[Step]:
        """See `Scene`."""
        if not self.temper.has_thief:
            return []
        return [(6, self.steal), (14, self._force_a_statement), (14, self._say_what_is_not_its), (8, self._force_words)]

    def steal(self) -> None:
        """Copy the keys of a device of the guest's."""
        process = self.idle(self.guest)
        client = None if process is None else self.a_client(process)
        if process is not None and client is not None and not self.thief.is_busy:
            self.thief.begin("steal", self.thief.steal(process, client))

    def _loot(self) -> Loot | None:
        every = list(self.thief.loot.values())
        return self.dice.choice(every) if every and not self.thief.is_busy else None

    # --- In the control log ---

    def _force_a_statement(self) -> None:
        loot = self._loot()
        if loot is not None:
            what = self.dice.choice(list(STATEMENTS))
            self.thief.begin(what, self._forced(loot, what))

    async def _forced(self, loot: Loot, what: str) -> None:
        log = await self.thief.log_of(loot)
        signed = STATEMENTS[what](log)(log.control)
        if isinstance(self.world.liar, ShareLiar):
            self.world.liar.forged[loot.space_id] = signed
        index = log.control.index + 1
        await self._offer(loot, what, Statements(loot.space_id, index, [signed]))

    async def _offer(self, loot: Loot, what: str, frame: ToRelay) -> None:
        """Push something that the relay must refuse."""
        asking = await self.thief.asking(loot, loot.keys or loot.stolen)
        try:
            await asking.offer(frame)
        except TheirFault as fault:
            self.world.fire(f"thief: {what}: {fault.code}")
            return
        self.world.expect(what == "forks" and self.world.is_astray, f"the relay takes it that a thief {what}")

    # --- In words ---

    def _say_what_is_not_its(self) -> None:
        loot = self._loot()
        if loot is not None:
            what = self.dice.choice(list(WORDS))
            self.thief.begin(what, self._said(loot, what))

    async def _said(self, loot: Loot, what: str) -> None:
        """Seal words that are not a guest's, maybe beside a comment, and let the relay have them: it cannot see."""
        log = await self.thief.log_of(loot)
        now_ms = self.dice.choice((0, log.world.clock.now_ms()))
        facts = [Fact(WORDS[what](log), now_ms)]
        if self.dice.random() < 0.5:
            facts.insert(0, Fact(CommentWritten(comment_id=self.dice.randbytes(16), text="beside it"), now_ms))
        before = len(await log.store.page(log.keys.device_id, 1, segments_max=999))
        await record_facts(log, facts)
        after = len(await log.store.page(log.keys.device_id, 1, segments_max=999))
        loot.false |= set(range(before + 1, after + 1))
        self.world.false_from.setdefault(loot.space_id, {}).setdefault(log.keys.device_id, before + 1)
        self.world.fire(f"thief: {what}")
        await self.thief.carry(log)

    def _force_words(self) -> None:
        loot = self._loot()
        if loot is not None:
            what = self.dice.choice(
                ("says the owner's words as its own", "says the owner's words in its name", "forks")
            )
            self.thief.begin(what, self._replayed(loot, what))

    async def _replayed(self, loot: Loot, what: str) -> None:
        log = await self.thief.log_of(loot)
        me = log.keys.device_id
        owners = [one.device_id for one in log.control.members.values() if one.is_owner and one.device_id != me]
        theirs = await log.store.page(owners[0], 1, segments_max=1)
        own = await log.store.page(me, 1, segments_max=999)
        if what == "forks":
            if not own:
                return
            frame = Segments(loot.space_id, me, own[-1].n, [await self._another(loot, log, own[-1].n)])
        elif not theirs:
            return
        elif what == "says the owner's words as its own":
            frame = Segments(loot.space_id, me, len(own) + 1, [theirs[0].segment])
        else:
            frame = Segments(loot.space_id, owners[0], theirs[0].n + 1, [theirs[0].segment])
        await self._offer(loot, what, frame)

    async def _another(self, loot: Loot, log: ShareLog, n: int) -> Segment:
        """Seal other words under a number that is taken."""
        me, copy = log.keys.device_id, MemoryLog()
        copy.rows = loot.disk.memory.rows.copied()
        copy.rows.series[me] = copy.rows.series[me][: n - 1]
        other = await open_share_log(copy, DATA_KEY, self.thief.device.world, loot.side)
        said = CommentWritten(comment_id=self.dice.randbytes(16), text="said otherwise")
        await record_facts(other, [Fact(said, log.world.clock.now_ms())])
        segment = copy.rows.series[me][-1].segment
        witness = self.world.witnesses[loot.space_id]
        witness.copies[me] += 1  # A relay that has lost the first one takes this one.
        witness.content.setdefault((me, n), []).append((segment.header, segment.body))
        witness.signatures[segment.header] = segment.signature
        return segment
