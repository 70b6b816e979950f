"""A journal with something of everything in it, on a real disk; and for each part of a path, an example from it.

The names of the parts of paths are those of the nouns, so that most examples are found by themselves.
"""

import asyncio
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.relay_running import running_relay
from tests.support.web_desk import app_at, window_at, window_of
from tests.support.web_shares import Pair
from tests.support.web_wishes import MARKDOWN, about_entry, wishes
from whyward.adapters.home import Lock, create_home, open_home
from whyward.journal.events.entries import EntryWritten
from whyward.journal.events.planned_steps import StepPlanned
from whyward.journal.events.reading import body_of
from whyward.journal.events.sorts import SortRanked
from whyward.journal.events.tools import ToolTried
from whyward.journal.intentions.entries import BinEntry, EditEntry, WriteEntry
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.values import AddValue
from whyward.journal.journal import Journal
from whyward.journal.key_file import Unlock
from whyward.relay.config import RelayConfig
from whyward.web.route import Route
from whyward.web.routes import ROUTES

FILES: Final = frozenset({"/reminders/file", "/share/{share}/sent"})
"""What answers with a file to keep, and shows no page."""

_SPOKEN: Final[Mapping[str, str]] = {
    "attempt": "{try}",
    "domain": "relationships",
    "exercise": "speech_at_90",
    "part": "early_signs",
    "piece": "{creative}",
    "primer": "values-vs-goals",
    "question": "p.self",
    "scale": "sleep",
    "template": "w1",
    "tool": "fear.without",
    "ref": "goal:{goal}",
    "/share/{share}/link share": "{invited}",
    "/explore/sort/{sort}/cards sort": "{last sort}",
    **{f"/explore/sort/{{sort}}/{part} sort": "{ranked sort}" for part in ("choose", "order", "about", "end")},
    "/goals/{goal}/steps/{step} step": "{planned}",
}
"""What stands for a part of a path that is no noun: by its name, or by a route and the name; `{noun}` is filled in."""

_ASKED: Final[Mapping[str, str]] = {
    "/tour/word": "from={reflection}",
    "/tour/place": "value={value}",
    "/tour/step": "value={value}&domain=relationships",
    "/tour/done": "goal={goal}",
}
"""What a page is asked with that shows nothing of its own without it."""


@dataclass(frozen=True)
class Seeded:
    """The folder, and an id in hex for each noun, such as `value`."""

    home: Path
    ids: Mapping[str, str]


class NoExample(AssertionError):
    """A route has a part that there is no example for."""


def path_of(route: Route, ids: Mapping[str, str]) -> str:
    """Fill the parts of a route with examples; raise `NoExample` for a part that has none."""
    path = route.pattern + (f"?{_ASKED[route.pattern]}".format_map(ids) if route.pattern in _ASKED else "")
    for name in re.findall(r"\{([a-z_]+)\}", route.pattern):
        example = _SPOKEN.get(f"{route.pattern} {name}") or _SPOKEN.get(name) or ids.get(name)
        if example is None:
            raise NoExample(f"{route.pattern}: say in tests/support/web_seed.py what {{{name}}} may be")
        path = path.replace(f"{{{name}}}", example.format_map(ids))
    return path


def pages_of(seed: Seeded) -> Iterator[str]:
    """List the path of every page there is."""
    for route in ROUTES.all:
        if route.method == "GET" and route.pattern not in FILES:
            yield path_of(route, seed.ids)


def seeded(home: Path) -> Seeded:
    """Make the journal in a folder, in a thread of its own: a test's own thread may have a loop that runs."""
    found: list[Seeded] = []

    def run() -> None:
        found.append(asyncio.run(_seeded(home)))

    thread = threading.Thread(target=run, name="web-seed")
    thread.start()
    thread.join()
    assert found, "the seed broke; its words are above"
    return found[0]


async def _seeded(home: Path) -> Seeded:
    await create_home(home, Lock(Unlock.FILE), relay=None)
    journal = await open_home(home, lambda: "")
    try:
        # What there are pages of is found by the first of its kind: so the entry with everything in it comes first.
        tea = await _written(journal, WriteEntry(body=MARKDOWN, title="Tea on the steps", tags=("garden",)))
        for wish in (*wishes(), *about_entry(tea)):
            await journal.record(wish)
        old = await _written(journal, WriteEntry(body="This one goes to the bin.", title="Old"))
        await journal.record(BinEntry(entry=old))
        await _two_versions(journal)
    finally:
        await journal.close()
    return Seeded(home, await _shown(home))


async def _shown(home: Path) -> dict[str, str]:
    """Let the person show a goal to somebody, and be shown one in turn; return an id for each noun."""
    guest_home = home.parent / "guest"
    config = RelayConfig(port=0, data=str(home.parent / "relay.sqlite3"))
    async with running_relay(config) as relay, app_at(home) as app, window_at(guest_home) as guest:
        await app.desk.unlock("")
        owner = window_of(app)
        for window in (owner, guest):
            await window.journal.use_relay(relay.at.url)
            await window.journal.sync()
        await guest.journal.record(AddValue(name="Patience"))
        await guest.journal.record(SetGoal(statement="Rest on Sundays.", values=("Patience",)))
        for pair in (Pair(owner, guest, relay.at.url), Pair(guest, owner, relay.at.url)):
            await pair.met()
            await pair.granted()
        pair = Pair(owner, guest, relay.at.url)
        await pair.invited("Uncle Bo")
        more = {"invited": pair.share, "device": owner.journal.device_id.hex()}
        return _ids(owner.journal) | more


async def _written(journal: Journal, wish: WriteEntry) -> str:
    event = (await journal.record(wish)).events[0]
    body = body_of(event.kind, event.body)
    assert isinstance(body, EntryWritten)
    return body.entry_id.hex()


async def _two_versions(journal: Journal) -> None:
    """Write an entry that was changed in two places apart, as two devices do."""
    entry = await _written(journal, WriteEntry(body="Before.", title="Two versions"))
    first = journal.pages.happened(b"entry:" + bytes.fromhex(entry))[0]
    base = first.event.id.hex()
    await journal.record(EditEntry(entry=entry, body="Changed here.", base=base))
    await journal.record(EditEntry(entry=entry, body="Changed there.", base=base))


def _ids(journal: Journal) -> dict[str, str]:
    """Return for each noun the first thing of it that the journal has, and ids that stand within another thing."""
    query = "SELECT entity, kind, body FROM events WHERE entity <> '' ORDER BY hlc, id"
    found: dict[str, str] = {}
    for entity, kind, raw in journal.pages._db.execute(query).fetchall():
        noun, _, id_ = bytes(entity).partition(b":")
        if id_:
            found.setdefault(noun.decode(), id_.hex())
            found[f"last {noun.decode()}"] = id_.hex()
        match body_of(kind, raw):
            case StepPlanned(step_id=step):
                found.setdefault("planned", step.hex())
            case SortRanked():
                found["ranked sort"] = id_.hex()
            case ToolTried(try_id=attempt):
                found.setdefault("try", attempt.hex())
            case _:
                pass
    return found
