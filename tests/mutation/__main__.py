"""Make every small change in turn, run the tests that meet it, and count those that nobody noticed.

`python -m tests.mutation [FILE …]`: the whole protocol and the seal, unless files are named. Every change is tried in a
process of its own, forked from one that has collected the tests.
"""

import argparse
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.mutation.switches import SWITCH, Change, switched

ROOT = Path(__file__).parents[2]
FILES = (
    *sorted((ROOT / "shared/whyward/protocol").glob("*.py")),
    *(ROOT / "client/whyward/journal" / name for name in ("seal.py", "plaintext.py", "epochs.py")),
)
TESTS = (
    "tests/unit/protocol",
    "tests/unit/seal",
    "tests/unit/journal/test_epoch_wraps.py",
    "tests/unit/sync/test_device_session.py",
    "tests/unit/sync/test_going_on.py",
    "tests/unit/sync/test_proposals.py",
    "tests/unit/sync/test_refusals.py",
    "tests/property/test_protocol_codec.py",
)
ENDLESS_S = 20
"""A change that makes a loop endless is noticed too: after its tests' own time threefold and so many seconds more.

It is time on the processor that counts, so that a busy machine notices nothing by being busy.
"""


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the named files with all changes built in and none on."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Read and change them."""
        self.changes: list[Change] = []
        self.on: int | None = None
        self.met: set[int] = set()
        self._tree_by_name: dict[str, Any] = {}
        for path in files:
            name = ".".join(path.with_suffix("").parts[path.parts.index("whyward") :]).removesuffix(".__init__")
            file = str(path.relative_to(ROOT))
            tree, changes = switched(path.read_text(encoding="utf-8"), file, len(self.changes))
            self.changes += changes
            self._tree_by_name[name] = (tree, str(path))

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Claim the files that were changed."""
        del path, target
        if fullname not in self._tree_by_name:
            return None
        origin = self._tree_by_name[fullname][1]
        folders = [str(Path(origin).parent)] if origin.endswith("__init__.py") else None
        return importlib.util.spec_from_file_location(fullname, origin, loader=self, submodule_search_locations=folders)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        tree, path = self._tree_by_name[module.__name__]
        setattr(module, SWITCH, self._is_on)
        exec(compile(tree, path, "exec"), module.__dict__)  # noqa: S102  # our own source, with our own changes

    def _is_on(self, number: int) -> bool:
        self.met.add(number)
        return number == self.on


class Turns:
    """A pytest plugin: in place of one run of all tests, one run in a child for every change."""

    def __init__(self, changed: Changed) -> None:
        """Begin with nothing known."""
        self.changed = changed
        self.survivors: list[Change] = []
        self.unmet: list[Change] = []
        self.endless: list[Change] = []
        self.is_sound = False
        self._has_failed = False
        self._met_in_setup: set[int] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """See failures."""
        self._has_failed = self._has_failed or report.failed
        if report.when == "setup":
            self._met_in_setup |= self.changed.met

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Find out who meets what; then try each change."""
        items = session.items
        told = json.loads(_in_child(lambda: self._look(items), 3600) or "[]")
        self.is_sound = bool(told)
        if not told:
            return True
        tests_by_change: dict[int, list[int]] = defaultdict(list)
        for place in sorted(range(len(items)), key=lambda place: told[place][0]):
            for number in told[place][1]:
                tests_by_change[number].append(place)
        for change in self.changed.changes:
            tests = tests_by_change.get(change.number)
            if not tests:
                self.unmet.append(change)
                continue
            within_s = ENDLESS_S + 3 * sum(told[place][0] for place in tests)
            said = self._said_with(change, [items[place] for place in tests], within_s)
            if said == "green":
                self.survivors.append(change)
                _say(f"survived: {change.file}:{change.line}: {change.text}")
            elif said != "red":
                self.endless.append(change)
                _say(f"never ended: {change.file}:{change.line}: {change.text}")
        return True

    def _said_with(self, change: Change, items: Sequence[pytest.Item], within_s: float) -> str:
        return _in_child(lambda: self._try(change, items), within_s)

    def _look(self, items: Sequence[pytest.Item]) -> str:
        """Run every test unchanged; tell how long each took and which changes it met, its module's setup included."""
        took: list[float] = []
        met: list[set[int]] = []
        setup_by_module: dict[str, set[int]] = defaultdict(set)
        for item in items:
            self.changed.met.clear()
            self._met_in_setup = set()
            start = time.process_time()
            self._run(item)
            took.append(time.process_time() - start)
            met.append(set(self.changed.met))
            setup_by_module[item.nodeid.partition("::")[0]] |= self._met_in_setup
        if self._has_failed:
            return ""
        return json.dumps(
            [
                [seconds, sorted(numbers | setup_by_module[item.nodeid.partition("::")[0]])]
                for seconds, numbers, item in zip(took, met, items, strict=True)
            ]
        )

    def _try(self, change: Change, items: Sequence[pytest.Item]) -> str:
        self.changed.on = change.number
        for item in items:
            self._run(item)
            if self._has_failed:
                return "red"
        return "green"

    @staticmethod
    def _run(item: pytest.Item) -> None:
        # Its module's fixtures are torn down after it: the next item may be of any other module.
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _in_child(work: Callable[[], str], within_s: float) -> str:
    """Do some work in a forked child and return what it says; nothing if it takes too long or dies."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_PROF, within_s)
        os.close(reads)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            with os.fdopen(writes, "w") as told:
                told.write(work())
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as told:
        said = told.read()
    os.waitpid(child, 0)
    return said


def _say(text: str) -> None:
    if sys.__stdout__ is not None:
        sys.__stdout__.write(f"{text}\n")
        sys.__stdout__.flush()


def main(arguments: Sequence[str]) -> int:
    """Run it; end with 1 if the tests are not green to begin with."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="files of the product; the protocol and the seal if none")
    given = parser.parse_args(arguments)
    changed = Changed([path.resolve() for path in given.files] or list(FILES))
    sys.meta_path.insert(0, changed)
    turns = Turns(changed)
    pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist", "-s", *TESTS], plugins=[turns])
    if not turns.is_sound:
        _say("the tests are not green without any change")
        return 1
    for change in turns.unmet:
        _say(f"met by no test: {change.file}:{change.line}: {change.text}")
    total = len(changed.changes)
    killed = total - len(turns.survivors) - len(turns.unmet)
    _say(f"{killed} of {total} changes were noticed ({100 * killed / total:.1f} %), {len(turns.endless)} as endless")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
