"""Two people at their desks, and a relay between them: everything that is shared goes by pages, as people do it.

Each has a window; nothing is handed over but what the two would see and say.
"""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from tests.support.relay_running import running_relay
from tests.support.web_desk import Shown, Window, window_at
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.intentions.values import AddValue
from whyward.journal.sharing.consent import POINTS
from whyward.relay.config import RelayConfig

WHO, FROM = "Dr R", "Mira"
GOAL, NOTE = "Call a friend", "Wrote to Ada."
DUTIES = "I keep a record for ten years."


@dataclass
class Pair:
    """The one who shows something, and the one who is shown it."""

    owner: Window
    guest: Window
    url: str
    share: str = ""
    client: str = ""

    async def invited(self, name: str = WHO) -> str:
        """Make the link by the page, and return it."""
        made = await self.owner.post("/share/new", {"name": name, "role": "therapist", "from_name": FROM})
        assert made.status == 200, made.text
        self.share = made.path.split("/")[2]
        return field(made, "link")

    async def accepted(self, link: str, *, name: str = "Dr Rossi", duties: str = DUTIES) -> list[str]:
        """Follow the link by the page, and return the eight words."""
        fields = {"link": link, "name": name, "duties": duties, "understood": "on"}
        shown = await self.guest.post("/share/accept", fields)
        assert shown.status == 200, shown.text
        self.client = shown.path.split("/")[2]
        return words_on(shown)

    async def confirmed(self, words: list[str]) -> Shown:
        """Type the words that are asked for."""
        asked = await self.owner.post(f"/share/{self.share}/look")
        names = re.findall(r'name="(word-\d+)"', asked.html)
        assert len(names) == 3, asked.text
        return await self.owner.post(asked.path, {name: words[int(name[5:]) - 1] for name in names})

    async def met(self) -> None:
        """Bring the two together."""
        confirmed = await self.confirmed(await self.accepted(await self.invited()))
        assert confirmed.path == f"/share/{self.share}/what", confirmed.text

    async def goal(self) -> str:
        """Return the id of the goal, as pages name it."""
        page = await self.owner.get(f"/share/{self.share}/what")
        return str(re.findall(r'name="goal" value="([0-9a-f]{32})"', page.html)[0])

    async def granted(self, *parts: str, may: tuple[str, ...] = ("comment",)) -> Shown:
        """Go through every step, share, and let it arrive."""
        goal, path = await self.goal(), f"/share/{self.share}"
        wanted = [*("statement", "value", "progress"), *parts]
        assert (await self.owner.post(f"{path}/what", {"goal": goal, f"part-{goal}": wanted})).path == f"{path}/long"
        assert (await self.owner.post(f"{path}/long", {"length": "90"})).path == f"{path}/may"
        assert (await self.owner.post(f"{path}/may", {"may": may})).path == f"/share/preview/{self.share}"
        receipt = await self.owner.post(f"{path}/agree", {"tick": POINTS})
        assert receipt.path == f"{path}/receipt", receipt.text
        await self.carried()
        return receipt

    async def carried(self) -> None:
        """Let both carry what is shared."""
        for window in (self.owner, self.guest):
            assert (await window.post("/share/send")).status == 200


def field(shown: Shown, name: str) -> str:
    """Return the text that stands in a field of many lines."""
    found = re.search(rf'<textarea id="{name}"[^>]*>(.*?)</textarea>', shown.html, re.DOTALL)
    assert found is not None, shown.text
    return unescape(found[1])


def words_on(shown: Shown) -> list[str]:
    """Return the words of a list of words."""
    listed = shown.html.partition('class="words-shown"')[2].partition("</ol>")[0]
    return re.findall(r"<li>(.*?)</li>", listed)


@asynccontextmanager
async def two_desks(folder: Path, *, spoken: str = "en") -> AsyncGenerator[Pair]:
    """Found two journals at one relay; the owner's has a value, a goal and a step with a note."""
    async with (
        running_relay(RelayConfig(port=0, data=str(folder / "relay.sqlite3"))) as relay,
        window_at(folder / "owner", spoken=spoken) as owner,
        window_at(folder / "guest", spoken=spoken) as guest,
    ):
        for window in (owner, guest):
            await window.journal.use_relay(relay.at.url)
            await window.journal.sync()
        await owner.journal.record(AddValue(name="Friendship"))
        await owner.journal.record(SetGoal(statement=GOAL, values=("Friendship",), why="I have been hiding."))
        await owner.journal.record(TakeStep(goal=GOAL, note=NOTE))
        yield Pair(owner, guest, relay.at.url)
