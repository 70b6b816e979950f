"""What whoever is shared with does: following a link, reading words out, saying something, keeping or deleting copies.

Each is a command as a face would give it.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from tests.simulation.choice import Step
from tests.simulation.shares.scene import Scene
from tests.support.sim_people import Person
from tests.support.sim_share_world import ShareProcess
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.folding.nouns import ITEMS, REQUESTS
from whyward.journal.guesting.verbs import Practice

OnClient = Callable[[Practice, str], Coroutine[Any, Any, None]]


class GuestSteps(Scene):
    """Steps of whoever is shared with."""

    def steps(self) -> list[Step]:
        """See `Scene`."""
        return [
            (7, lambda: self.accept(self.guest)),
            (5 if self.temper.letters_are_replaced else 0, self._intercept),
            (5, lambda: self._with("read the words out", self._read_out)),
            (7, lambda: self._with("comment", self._comment)),
            (4, lambda: self._with("propose", self._propose)),
            (3, lambda: self._with("give a receipt", self._opened)),
            (4, lambda: self._with("answer about deletion", self._answer_deletion)),
            (1, lambda: self._with("keep", self._keep)),
            (1, lambda: self._with("name", self._name)),
            (1, lambda: self._with("mark a session", self._mark)),
            (1, self._leave_now_and_then),
        ]

    def accept(self, person: Person) -> None:
        """Follow the newest link, and read the words out."""
        process = self.idle(person)
        if process is None or not self.story.links:
            return
        link = self.story.links[-1]
        if person is not self.guest or self.story.follower.setdefault(link, process.device) is process.device:
            self.world.act(process, "accept", self._accepted(process, link, is_meant=person is self.guest))

    async def _accepted(self, process: ShareProcess, link: str, *, is_meant: bool) -> None:
        assert process.journal is not None
        practice = await process.journal.practice()
        accepted = await practice.accept(link, name="Dr Rivera", duties="I keep notes for ten years.")
        if is_meant:
            self.story.words[accepted.space_id] = accepted.words
        else:
            self.world.fire("a stranger answers an invitation")

    def _intercept(self) -> None:
        """Let somebody else follow the link, who got hold of it on its way."""
        if len(self.world.people) > 2:
            self.accept(self.world.people[2])

    async def _read_out(self, practice: Practice, called: str) -> None:
        self.story.words[bytes.fromhex(called)] = await practice.words(called)

    async def _comment(self, practice: Practice, called: str) -> None:
        log = practice._seen[bytes.fromhex(called)].log if bytes.fromhex(called) in practice._seen else None
        items = [] if log is None else [item.item.hex() for item in log.pages.all(ITEMS) if item.goal is not None]
        about = self.dice.choice(items) if items and self.dice.random() < 0.5 else None
        comment_id = await practice.comment(called, self.story.mark("told"), about)
        self.story.comments.append((bytes.fromhex(called), comment_id))
        self.world.fire("a guest has commented")

    async def _propose(self, practice: Practice, called: str) -> None:
        mark = self.story.mark
        await practice.propose(called, mark("told"), value=mark("told"), steps=(mark("told"),), message=mark("told"))
        self.world.fire("a guest has proposed")

    async def _opened(self, practice: Practice, called: str) -> None:
        if await practice.opened(called):
            self.world.fire("a guest has given a receipt")

    async def _answer_deletion(self, practice: Practice, called: str) -> None:
        seen = practice._seen.get(bytes.fromhex(called))
        asked = [] if seen is None else [row.request_id.hex() for row in seen.log.pages.all(REQUESTS)]
        if asked:
            answer = self.dice.choice(("deleted", "kept-by-law", "pending", "refused"))
            await practice.answer_deletion(called, self.dice.choice(asked), answer, basis=self.story.mark("told"))
            self.world.fire("a guest has answered about deletion")

    async def _keep(self, practice: Practice, called: str) -> None:
        await practice.keep(called, days=self.dice.choice((0, 30)), by_law=self.dice.random() < 0.3)

    async def _name(self, practice: Practice, called: str) -> None:
        await practice.name(called, self.story.mark("guests"))

    async def _mark(self, practice: Practice, called: str) -> None:
        await practice.mark_session(called)

    def _leave_now_and_then(self) -> None:
        if self.dice.random() < 0.4:
            self._with("leave", self._leave)

    async def _leave(self, practice: Practice, called: str) -> None:
        await practice.leave(called)
        self.world.fire("a guest leaves")

    def _with(self, what: str, work: OnClient) -> None:
        process = self.idle(self.guest)
        client = None if process is None else self.a_client(process)
        if process is not None and client is not None:
            self.world.act(process, what, self._done(process, client, work))

    @staticmethod
    async def _done(process: ShareProcess, client: ClientRow, work: OnClient) -> None:
        assert process.journal is not None
        await work(await process.journal.practice(), client.space_id.hex())
