"""Fuzzing for two minutes in all, and what holds of it: nothing is left out, nothing is counted that was not done.

Each group is a process of its own, from a fixed seed. Longer runs are `just fuzz --for 60m`.
"""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz.corpus_folder import CORPUS, CORPUS_BYTES_MAX, SEED
from tests.support.fuzz_target import Target
from tests.support.fuzz_targets import GROUPS, all_targets, grouped
from tests.support.wire_shapes import LISTED, walked

SECONDS_IN_ALL = 120
OF_ITS_OWN = ("sh", "-c", '"$@"; exit $?', "sh")
"""Starts a process from a small one. On Linux the peak of memory that `getrusage` tells begins with the peak of whoever
starts a process, and libFuzzer would take a worker that ran thousands of tests for a fault of the decoders."""
ROOT = Path(__file__).parents[2]
TARGETS = {target.name: target for target in all_targets()}
KEPT = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.is_file())
each_target = pytest.mark.parametrize("name", TARGETS)


def test_every_strict_decoder_of_the_product_is_on_the_list() -> None:
    """Whoever adds a decoder writes it into `wire_shapes.LISTED` and runs `python -m tests.fuzz.seeding`."""
    assert set(walked()) == LISTED


def test_every_target_belongs_to_one_group() -> None:
    assert set(grouped()) == set(GROUPS)
    assert len({target.name for target in all_targets()}) == len(all_targets())


@each_target
def test_a_target_has_inputs_that_it_takes(name: str) -> None:
    """What the product makes is taken, and some of it is kept."""
    target = TARGETS[name]

    assert all(target.take(raw) for raw in target.seeds())
    assert any(kept.startswith(f"{name}/{SEED}") for kept in KEPT), "run: python -m tests.fuzz.seeding"


@pytest.mark.parametrize("kept", KEPT)
def test_what_is_kept_is_still_taken_and_what_was_found_stays_mended(kept: str) -> None:
    """A seed that is refused means that a format changed; anything but yes or no is a finding that came back."""
    name, _, file = kept.partition("/")
    target: Target = TARGETS[name]

    assert target.take((CORPUS / kept).read_bytes()) or not file.startswith(SEED)


def test_the_corpus_stays_small() -> None:
    assert sum((CORPUS / kept).stat().st_size for kept in KEPT) < CORPUS_BYTES_MAX


@pytest.mark.parametrize("group", GROUPS)
def test_fuzzing_a_group_finds_nothing(
    group: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """No crash, no exception but the documented one, nothing taken that is not canonical, no memory without end."""
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed: it has no wheel for this system or this Python")
    report, found = tmp_path / "report.json", tmp_path / "found"
    command = [
        *OF_ITS_OWN,
        sys.executable,
        "-m",
        "tests.fuzz",
        "--for",
        f"{SECONDS_IN_ALL // len(GROUPS)}s",
        "--group",
        group,
    ]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    done = subprocess.run(
        [*command, "--report", str(report), "--found", str(found)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )

    assert done.returncode == 0, done.stderr[-4000:]
    looks: dict[str, int] = json.loads(report.read_text(encoding="utf-8"))["looks"]
    record_property("fuzz_executions", looks)
    sys.stdout.write(f"{group}: {sum(looks.values())} executions\n")
    assert set(looks) == {target.name for target in grouped()[group]}
    assert min(looks.values()) > 0
