"""Two people over a real relay on loopback, one of whom shares a goal with the other; each may have several devices.

Everything goes through the journal's facade, as a face would do it.
"""

from dataclasses import dataclass

from tests.support.trust_people import Person, first_device
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.shares import GrantShare
from whyward.journal.projections.guesting import ClientPage
from whyward.journal.sharing.consent import POINTS
from whyward.journal.sharing.verbs import ShareCarried

NAME = "Dr R"
GOAL = "Call a friend each week"
DUTIES = "I keep notes for ten years."


@dataclass
class Pair:
    """Somebody who shares, whom they share with, and the link between them."""

    owner: Person
    guest: Person
    link: str = ""

    async def invited(self) -> "Pair":
        """Make the link."""
        self.link = (await (await self.owner.journal.shares()).invite(NAME, from_name="Ana")).link
        return self

    async def accepted(self) -> tuple[str, ...]:
        """Have the guest follow the link; return their words."""
        practice = await self.guest.journal.practice()
        return (await practice.accept(self.link, name="Dr Rivera", duties=DUTIES)).words

    async def confirmed(self, words: tuple[str, ...]) -> None:
        """Have the owner type the words that the guest reads out."""
        shares = await self.owner.journal.shares()
        answer = await shares.look(NAME)
        assert answer is not None
        await shares.confirm(NAME, [words[place - 1] for place in answer.positions])

    async def granted(self, *fields: str) -> None:
        """Have the owner set a goal and show it."""
        await self.owner.journal.record(SetGoal(statement=GOAL))
        shares = await self.owner.journal.shares()
        await shares.grant(
            GrantShare(who=NAME, goals=(GOAL,), fields=fields, may=("comment", "propose"), ticked=POINTS)
        )

    async def page(self) -> ClientPage:
        """Return what the guest sees."""
        return (await self.guest.journal.practice()).client("Ana")


async def synced(*people: Person) -> list[ShareCarried]:
    """Sync everybody's own records and shares, in turn; return what became of the last one's shares."""
    carried: list[ShareCarried] = []
    for person in people:
        await person.sync()
        carried = await (await person.journal.shares()).sync()
        assert [one.error for one in carried if one.error is not None] == []
    return carried


async def two_people(url: str, *, seed: str = "pair") -> Pair:
    """Found two journals at one relay."""
    owner, _ = await first_device(url, seed + " owner")
    guest, _ = await first_device(url, seed + " guest")
    for person in (owner, guest):
        await person.sync()
    return Pair(owner, guest)


async def sharing(url: str, *fields: str, seed: str = "pair") -> Pair:
    """Go the whole way: invited, answered, words compared, a goal granted and seen."""
    pair = await (await two_people(url, seed=seed)).invited()
    await pair.confirmed(await pair.accepted())
    await synced(pair.guest)
    await pair.granted(*fields)
    await synced(pair.owner, pair.guest)
    return pair
