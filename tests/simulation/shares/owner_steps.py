"""What whoever shares does: the way to another person, what they are shown, less of it, and the end of it.

Each is a command as a face would give it; many are refused, as people's are.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from tests.simulation.choice import Step
from tests.simulation.shares.scene import FROM_NAME, Scene
from tests.support.sim_share_world import ShareProcess
from whyward.journal.errors import BadInput
from whyward.journal.folding.shares import ShareRow
from whyward.journal.intentions.people import RemoveContact
from whyward.journal.intentions.shares import (
    GrantShare,
    NarrowShare,
    PauseShare,
    RenewShare,
    ResumeShare,
    StopShare,
    WidenShare,
)
from whyward.journal.sharing.consent import POINTS
from whyward.journal.sharing.verbs import Shares

NAME = "Dr R"
FIELDS = ("step-notes", "barriers-met", "barriers", "why", "entries", "history")
USUAL = ("statement", "value", "progress")
WRONG_WORDS = ("abandon", "ability", "able")

OnShare = Callable[[ShareProcess, Shares, ShareRow], Coroutine[Any, Any, None]]


class OwnerSteps(Scene):
    """Steps of whoever shares."""

    def steps(self) -> list[Step]:
        """See `Scene`."""
        return [
            (4, self.invite),
            (10, self.confirm),
            (9, self.grant),
            (7, lambda: self._with("widen", self._widen)),
            (7, lambda: self._with("narrow", self._narrow)),
            (3, lambda: self._with("pause", self._pause)),
            (5, lambda: self._with("resume", self._resume)),
            (2, lambda: self._with("renew", self._renew)),
            (1, lambda: self._with("stop", self._stop)),
            (1, self._remove_now_and_then),
            (4, lambda: self._with("answer", self._answer)),
            (2, lambda: self._with("ask to delete", self._ask_to_delete)),
        ]

    # --- The way ---

    def invite(self) -> None:
        """Make a link, where none waits and nothing lasts."""
        process = self.idle(self.owner)
        if process is not None:
            row = self.last_share(process)
            if row is None or row.revoked or self.dice.random() < 0.05:
                self.world.act(process, "invite", self._invited(process))

    async def _invited(self, process: ShareProcess) -> None:
        assert process.journal is not None
        shares = await process.journal.shares()
        self.story.links.append((await shares.invite(NAME, from_name=FROM_NAME)).link)

    def confirm(self) -> None:
        """Fetch the answer and type three of the words that were read out; now and then others."""
        self._with("confirm", self._confirm)

    async def _confirm(self, _: ShareProcess, shares: Shares, row: ShareRow) -> None:
        answer = await shares.look(row.share_id.hex())
        heard = self.story.words.get(row.space_id)
        if answer is None or heard is None:
            return
        right = [heard[place - 1] for place in answer.positions]
        is_slip = self.dice.random() < 0.1
        try:
            await shares.confirm(row.share_id.hex(), WRONG_WORDS if is_slip else right)
            self.world.fire("the words were right")
        except BadInput:
            self.world.fire("the words were wrong" if is_slip else "the words are somebody else's")

    # --- What is shown ---

    def grant(self) -> None:
        """Show a goal or two, or try to."""
        self._with("grant", self._grant)

    async def _grant(self, process: ShareProcess, shares: Shares, row: ShareRow) -> None:
        goals = self._goals(process)
        wish = GrantShare(
            who=row.share_id.hex(),
            goals=goals,
            fields=self.some(FIELDS),
            without=self.some(USUAL, 0.15),
            may=self.some(("comment", "propose"), 0.8),
            days=self.dice.choice((2, 30, 90, 366)),
            mode=self.dice.choice(("keep_updated", "keep_updated", "keep_updated", "once")),
            purpose=self.story.mark(),
            ticked=POINTS,
        )
        shares.preview(wish)
        await self.acknowledged(process, shares.grant(wish))

    async def _widen(self, process: ShareProcess, shares: Shares, row: ShareRow) -> None:
        wish = WidenShare(
            who=row.share_id.hex(),
            goals=self._goals(process),
            fields=self.some((*FIELDS, *USUAL), 0.4),
            may=self.some(("comment", "propose")),
            ticked=POINTS,
        )
        await self.acknowledged(process, shares.widen(wish))

    async def _narrow(self, process: ShareProcess, shares: Shares, row: ShareRow) -> None:
        wish = NarrowShare(
            who=row.share_id.hex(),
            goals=self._goals(process) if self.dice.random() < 0.6 else (),
            fields=self.some((*FIELDS, *USUAL), 0.4),
            may=self.some(("comment", "propose"), 0.1),
        )
        await self.acknowledged(process, shares.narrow(wish))

    async def _pause(self, process: ShareProcess, shares: Shares, row: ShareRow) -> None:
        await self.acknowledged(process, shares.pause(PauseShare(who=row.share_id.hex())))

    async def _resume(self, process: ShareProcess, shares: Shares, row: ShareRow) -> None:
        await self.acknowledged(process, shares.resume(ResumeShare(who=row.share_id.hex())))

    async def _renew(self, process: ShareProcess, shares: Shares, row: ShareRow) -> None:
        wish = RenewShare(who=row.share_id.hex(), days=self.dice.choice((100, 366)), ticked=POINTS)
        await self.acknowledged(process, shares.renew(wish))

    # --- The end of it ---

    async def _stop(self, _: ShareProcess, shares: Shares, row: ShareRow) -> None:
        stopped = await shares.stop(StopShare(who=row.share_id.hex()))
        self.world.fire("a share is stopped" if stopped.is_done else "a share is stopped while its relay is away")

    def _remove_now_and_then(self) -> None:
        if self.dice.random() < 0.4:
            self._with("remove the contact", self._remove)

    async def _remove(self, process: ShareProcess, shares: Shares, row: ShareRow) -> None:
        del shares
        assert process.journal is not None
        await self.acknowledged(process, process.journal.record(RemoveContact(contact=row.contact_id.hex())))

    # --- What comes back ---

    async def _answer(self, process: ShareProcess, shares: Shares, row: ShareRow) -> None:
        del row
        found = shares.inbox()
        comments = [one.comment.id.hex() for one in found.comments]
        proposals = [one.proposal.id.hex() for one in found.proposals]
        if comments and self.dice.random() < 0.6:
            comment = self.dice.choice(comments)
            if self.dice.random() < 0.5:
                await shares.reply(comment, self._words_for_them())
            else:
                await self.acknowledged(process, shares.put_away(comment))
        elif proposals:
            proposal = self.dice.choice(proposals)
            if self.dice.random() < 0.5:
                await shares.accept(proposal)
            else:
                tell_them = self.dice.random() < 0.5
                await self.acknowledged(process, shares.decline(proposal, tell_them=tell_them))

    async def _ask_to_delete(self, _: ShareProcess, shares: Shares, row: ShareRow) -> None:
        await shares.request_deletion(row.share_id.hex(), (), self._words_for_them())

    # --- How ---

    def _with(self, what: str, work: OnShare) -> None:
        """Begin something about the share that was begun last."""
        process = self.idle(self.owner)
        row = None if process is None else self.last_share(process)
        if process is not None and row is not None:
            self.world.act(process, what, self._done(process, row, work))

    @staticmethod
    async def _done(process: ShareProcess, row: ShareRow, work: OnShare) -> None:
        assert process.journal is not None
        await work(process, await process.journal.shares(), row)

    def _goals(self, process: ShareProcess) -> tuple[str, ...]:
        found = (self.a_goal(process) for _ in range(self.dice.choice((1, 1, 2))))
        return tuple(dict.fromkeys(goal[0] for goal in found if goal is not None))

    def _words_for_them(self) -> str:
        return self.story.mark("told")
