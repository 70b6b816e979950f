"""Measure the pages of the web app over a journal of N events: `python -m bench.pages N [--json]`.

In this process, without a browser and a socket: a request as our own window sends it, until the last byte of the
answer is there. The journal is that of the other figures, and the last four weeks have steps and entries too.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import msgspec

from bench.device import LOCK
from bench.usage import Spread, cpu_s, spread
from bench.workload import Workload
from whyward.adapters.platform import SystemEntropy, monotonic_s
from whyward.journal.folding.goals import GoalStatus
from whyward.journal.folding.nouns import GOALS, VALUES
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.pages import Pages
from whyward.web.app import App
from whyward.web.desk import Desk
from whyward.web.guard import SESSION_HEADER, Asked, Guard
from whyward.web.routes import ROUTES
from whyward.web.session import Sessions

TIMES: Final = 30
"""How often each page is asked for, after the first time, which fills its template."""

_ADDRESS: Final = "127.0.0.1:40123"
_AT_ONCE: Final = 1000
_LATELY_DAYS: Final = 28
_LATELY: Final = 2 * _LATELY_DAYS
_LEAST: Final = 100
_FOUND: Final = 200


class PageFigure(msgspec.Struct):
    """What one page took: the first time, then many times, with the processor time of one; and how large it is."""

    name: str
    first_ms: float
    times: Spread
    cpu_ms: float
    kib: float


class PagesFigures(msgspec.Struct):
    """All pages over so many events."""

    count: int
    pages: list[PageFigure]


def main(arguments: Sequence[str]) -> int:
    """Run everything once and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help=f"how many events, {_LEAST} or more")
    parser.add_argument("--json", action="store_true", help="print the figures as data")
    given = parser.parse_args(arguments)
    if given.count < _LEAST:
        parser.error(f"{_LEAST} events are the least")
    with tempfile.TemporaryDirectory(prefix="whyward-bench-") as folder:
        figures = asyncio.run(_measured(given.count, Path(folder) / "home"))
    print(msgspec.json.encode(figures).decode() if given.json else table(figures))
    return 0


async def _measured(count: int, home: Path) -> PagesFigures:
    desk = Desk(home, show_in_terminal=lambda _: None)
    try:
        await desk.found(LOCK)
        await _lived(count, desk)
        await desk.lock()
        await desk.unlock("")
        assert desk.journal.pages.count() == count, "the journal has another size"
        return PagesFigures(count, await _all_timed(desk))
    finally:
        await desk.lock()


async def _lived(count: int, desk: Desk) -> None:
    """Record so many events, the last of them of these weeks."""
    journal, wishes = desk.journal, list(Workload(count - _LATELY))
    for start in range(0, len(wishes), _AT_ONCE):
        await journal.record_all(wishes[start : start + _AT_ONCE])
    await journal.record_all(_lately(journal.pages, desk.today()))


def _lately(pages: Pages, today: date) -> list[Intention]:
    """Return a step and an entry for each of the last days."""
    goals = [row.goal_id.hex() for row in pages.all(GOALS) if row.status == GoalStatus.ACTIVE]
    days = [today - timedelta(days=back) for back in range(_LATELY_DAYS)]
    steps = [TakeStep(goal=goals[number % len(goals)], on=day) for number, day in enumerate(days)]
    return [*steps, *(WriteEntry(body="A line about the day.", on=day) for day in days)]


async def _all_timed(desk: Desk) -> list[PageFigure]:
    """Let one window in, and let it ask for page after page."""
    sessions = Sessions(SystemEntropy(), monotonic_s)
    app = App(desk, sessions, Guard(_ADDRESS), ROUTES, launcher="", on_fault=_raise)
    session = sessions.admit(sessions.launch())
    assert session is not None, "the token is new"
    return [await _timed(app, session.key, name, path) for name, path in _paths(desk.journal.pages).items()]


def _raise(fault: BaseException) -> None:
    raise fault


def _paths(pages: Pages) -> dict[str, str]:
    """Return the main pages, each by its name; of values, goals and entries those that hold most or are the latest."""
    values = {row.value_id: row for row in pages.all(VALUES)}
    steps = pages.progress()
    goal_id = max(steps, key=lambda known: steps[known].steps)
    entry_id = next(pages.entries()).entry_id
    return {
        "today": "/",
        "journal": "/journal",
        "journal, searched": "/journal?words=morning",
        "an entry": f"/journal/{entry_id.hex()}",
        "values": "/values",
        "a value": f"/values/{min(values).hex()}",
        "compass": "/compass",
        "goals": "/goals",
        "a goal": f"/goals/{goal_id.hex()}",
        "why, of a goal": f"/why/goal:{goal_id.hex()}",
        "timeline": "/timeline",
        "what adds up": "/progress",
        "exploring": "/explore",
    }


async def _timed(app: App, key: str, name: str, path: str) -> PageFigure:
    asked = Asked("GET", path, (_ADDRESS,), {SESSION_HEADER: key, "sec-fetch-site": "same-origin"})
    times: list[float] = []
    size, cpu = 0, 0.0
    for number in range(TIMES + 1):
        began, cpu_began = time.perf_counter(), cpu_s()
        response = await app.answer(asked)
        times.append(time.perf_counter() - began)
        cpu += cpu_s() - cpu_began if number else 0.0
        assert response.status == _FOUND, f"{path} answered {response.status}"
        size = len(response.body)
    return PageFigure(name, times[0] * 1e3, spread(times[1:]), cpu * 1e3 / TIMES, size / 1024)


def table(figures: PagesFigures) -> str:
    """Return the figures as aligned text."""
    lines = [
        f"{figures.count:,} events; ms, {TIMES} times each",
        "",
        f"{'':<20}{'p50':>8}{'processor':>11}{'first':>8}{'KiB':>6}",
    ]
    lines += [
        f"{one.name:<20}{one.times.p50_ms:>8.1f}{one.cpu_ms:>11.1f}{one.first_ms:>8.0f}{one.kib:>6.0f}"
        for one in figures.pages
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
