"""The list of seeded bugs stays fit to be seeded: whoever moves the code moves the bug with it."""

import ast
from pathlib import Path

import pytest

from tests.sabotage.bug import PRODUCT, Bug, StaleBug, all_bugs

ROOT = Path(__file__).parents[2]
BUGS = all_bugs()
BUGS_MIN = 100


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    assert len(BUGS) >= BUGS_MIN
    assert len({bug.name + bug.file for bug in BUGS}) == len(BUGS)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_fits_exactly_once_changes_the_product_and_names_tests_that_exist(bug: Bug) -> None:
    """What is no Python any more would be caught by anything, and prove nothing."""
    assert bug.file.startswith(PRODUCT)
    sound = (ROOT / bug.file).read_text(encoding="utf-8")
    seeded = bug.seeded(sound)
    if bug.file.endswith(".py"):
        assert ast.dump(ast.parse(seeded)) != ast.dump(ast.parse(sound))
    assert seeded != sound
    assert bug.tests
    assert [test for test in bug.tests if not (ROOT / test.partition("::")[0]).exists()] == []


def test_a_bug_that_does_not_fit_is_a_failure_of_the_list() -> None:
    """Neither where its text is gone nor where it stands twice is it seeded by guessing."""
    bug = Bug(name="x", file="f", old="a", new="b", tests=())

    for text in ("", "a a"):
        with pytest.raises(StaleBug):
            bug.seeded(text)
    assert bug.seeded("a c") == "b c"
