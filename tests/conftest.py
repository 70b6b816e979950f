"""Rules that hold for every test, whatever its kind of doubt."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

IN_CI = os.environ.get("CI") == "true"
HERE = Path(__file__).parent

LONG_FIRST = (
    "simulation",
    "browser",
    "powerloss",
    "fuzz/test_fuzzing.py::test_fuzzing_a_group",
    "unit/storage/test_flipped_bits.py",
    "e2e",
    "vectors/test_differential",
    "property",
    "unit/storage",
)
"""Where the long tests are: they begin first, so that no worker is left alone with them at the end."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run one worker more than there are cores: many tests wait for processes, or for a time-out to pass."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put long tests first, and leave the order as it is otherwise."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    name = f"{item.path.relative_to(HERE).as_posix()}::{item.name}"
    return next((turn for turn, start in enumerate(LONG_FIRST) if name.startswith(start)), len(LONG_FIRST))


def _refuse_a_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure in CI: a test that did not run there protects nobody, and its dot looks the same.

    An expected failure is reported as skipped too; it did run, so it may stand.
    """
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at each test's report."""
    report = yield
    _refuse_a_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at each module's report: a whole file can be skipped while it is read."""
    report = yield
    _refuse_a_skip(report)
    return report
