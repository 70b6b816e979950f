"""The names in a carrier folder: what they say is read back, and every other name is nobody's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyward.journal.folder.layout import (
    Gap,
    Run,
    devices_of,
    gaps,
    run_name,
    runs_of,
    space_folder,
    space_folders,
    statement_name,
    statements_of,
)
from whyward.journal.folder.ports import Entry
from whyward.protocol.ids import SpaceId


def files(*names: str) -> list[Entry]:
    """Make a listing of files."""
    return [Entry(name, is_folder=False) for name in names]


def run(first: int, last: int) -> Run:
    """Make a claim."""
    return Run(first, -last, f"{first}-{last}", last, "", "")


@given(st.integers(1, 10**12 - 1), st.integers(0, 1000), st.binary(min_size=32, max_size=32), st.integers(1, 9))
def test_a_name_of_a_run_says_what_it_was_made_from(first: int, more: int, tail: bytes, slot: int) -> None:
    last = min(first + more, 10**12 - 1)

    (found,) = runs_of(files(run_name(first, last, tail, b"content", slot)))

    assert (found.first, found.last, found.tail) == (first, last, tail.hex()[:8])


def test_the_exact_name_is_tried_before_any_copy() -> None:
    copy = statement_name(3).replace(".statement", " (conflicted copy).statement")

    found = statements_of(files(copy, statement_name(3, 2), statement_name(3)))

    assert found == {3: ["00000003.statement", "00000003-2.statement", copy]}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "3.statement",
        "000000003.statement",
        "00000003.statement.part",
        ".00000003.statement.1a2b3c4d.part",
        "00000003.segments",
        "000000000001-000000000002-0a0b0c0d-0a0b0c0de.segments",
        "000000000002-000000000001-0a0b0c0d-0a0b0c0d.segments",
        "000000000000-000000000001-0a0b0c0d-0a0b0c0d.segments",
        "000000000001-000000000002-0A0B0C0D-0A0B0C0D.segments",
        "00000003\n.statement",
    ],
)
def test_any_other_name_is_left_alone(name: str) -> None:
    assert not statements_of(files(name))
    assert not runs_of(files(name))


def test_a_folder_with_a_files_name_is_no_file_and_the_other_way_round() -> None:
    space = space_folder(SpaceId(bytes(32)))

    assert not statements_of([Entry(statement_name(1), is_folder=True)])
    assert not space_folders(files(space))
    assert not devices_of(files("ab" * 32))
    assert space_folders([Entry(space, is_folder=True)]) == [space]
    assert devices_of([Entry("ab" * 32, is_folder=True)]) == [b"\xab" * 32]


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 12)), max_size=12), st.integers(0, 40))
def test_gaps_and_runs_together_are_every_number_once(claims: list[tuple[int, int]], end: int) -> None:
    runs = [run(first, first + more) for first, more in claims]
    held = {n for one in runs for n in range(one.first, one.last + 1)}

    missing = [n for gap in gaps(runs, end) for n in range(gap.first, gap.last + 1)]

    assert missing == [n for n in range(1, end + 1) if n not in held]


def test_gaps_are_as_long_as_they_can_be() -> None:
    assert gaps([run(3, 4), run(8, 9)], 12) == [Gap(1, 2), Gap(5, 7), Gap(10, 12)]
