"""Seed every bug of the list, one after the other, and see whether the suite turns red: `python -m tests.sabotage`.

The tests named with a bug are run first; if they stay green, the whole suite is. What is still green then survived.
"""

import argparse
import queue
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from tests.sabotage.bug import Bug, StaleBug, all_bugs
from tests.sabotage.scratch import ROOT, NoAnswer, Scratch

_NAMED_S = 300.0
_SUITE_S = 3600.0
_PAGE = ROOT / "docs" / "reference" / "assurance.md"
_START, _END = "<!-- sabotage: written by just sabotage -->", "<!-- end of sabotage -->"


class Outcome(msgspec.Struct, frozen=True):
    """What became of a bug, and how long it took to see it."""

    bug: Bug
    verdict: str
    seconds: float

    @property
    def is_caught(self) -> bool:
        """Whether the suite turned red."""
        return self.verdict.startswith("caught")


def main(arguments: Sequence[str]) -> int:
    """Run it; end with 1 if a bug survived or no longer applies."""
    parser = argparse.ArgumentParser(prog="python -m tests.sabotage", description=__doc__)
    parser.add_argument("words", nargs="*", help="only bugs whose name or file holds one of these")
    parser.add_argument("--named-only", action="store_true", help="do not run the whole suite for what stays green")
    parser.add_argument("--skip-sound", action="store_true", help="do not first see that the tests are green as it is")
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time, each in a copy of its own")
    parser.add_argument("--write", action="store_true", help="write the table into the assurance page")
    given = parser.parse_args(arguments)
    chosen = [bug for bug in all_bugs() if not given.words or any(word in bug.name + bug.file for word in given.words)]
    if not chosen:
        parser.error("no bug has such a name")
    with tempfile.TemporaryDirectory(prefix="whyward-sabotage-") as folder:
        scratches = [Scratch(Path(folder) / str(number)) for number in range(given.jobs)]
        scratch, named = scratches[0], sorted({test for bug in chosen for test in bug.tests})
        if not given.skip_sound and scratch.is_red(named, within_s=_SUITE_S):
            _say(f"{scratch.said[-3000:]}\nthe named tests are red without any bug: mend that first")
            return 1
        outcomes = _all_tried(scratches, chosen, named_only=given.named_only)
    caught = sum(outcome.is_caught for outcome in outcomes)
    _say(f"{caught} of {len(outcomes)} caught")
    if given.write:
        _write(_table(outcomes))
    return 0 if caught == len(outcomes) else 1


def _all_tried(scratches: Sequence[Scratch], bugs: Sequence[Bug], *, named_only: bool) -> list[Outcome]:
    """Try the bugs, as many at a time as there are copies to seed them in."""
    free = queue.SimpleQueue[Scratch]()
    for scratch in scratches:
        free.put(scratch)

    def tried(bug: Bug) -> Outcome:
        scratch = free.get()
        try:
            return _tried(scratch, bug, named_only=named_only)
        finally:
            free.put(scratch)

    with ThreadPoolExecutor(len(scratches)) as pool:
        return list(pool.map(tried, bugs))


def _tried(scratch: Scratch, bug: Bug, *, named_only: bool) -> Outcome:
    start = time.monotonic()
    try:
        verdict = _verdict(scratch, bug, named_only=named_only)
    except (StaleBug, NoAnswer) as error:
        verdict = f"no answer: {error}"
    outcome = Outcome(bug, verdict, time.monotonic() - start)
    _say(f"{outcome.seconds:6.1f} s  {verdict:28}  {bug.name}")
    return outcome


def _verdict(scratch: Scratch, bug: Bug, *, named_only: bool) -> str:
    if scratch.is_red_with(bug, bug.tests, within_s=_NAMED_S):
        return "caught"
    if not named_only and scratch.is_red_with(bug, ["tests"], within_s=_SUITE_S):
        return "caught by the whole suite"
    return "survived"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _table(outcomes: Sequence[Outcome]) -> str:
    caught = sum(outcome.is_caught for outcome in outcomes)
    lines = [
        f"{caught} of {len(outcomes)} caught.",
        "",
        "| the sabotaged program | in | outcome |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| {outcome.bug.name} | `{outcome.bug.file.partition('whyward/')[2]}` | {outcome.verdict} |"
        for outcome in outcomes
    ]
    return "\n".join(lines)


def _write(table: str) -> None:
    page = _PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(_START)
    _, _, after = rest.partition(_END)
    _PAGE.write_text(f"{before}{_START}\n\n{table}\n\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
