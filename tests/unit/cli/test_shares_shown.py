"""Every reader of every share is named wherever readers are named, and beside each stands how to stop it."""

import shlex
import subprocess
from datetime import date
from pathlib import Path

import pytest

from whyward.cli.shown.carried import ShareCarriedShown, carried_lines
from whyward.cli.shown.shares import quoted, reader_rows, share_lines, standing_line
from whyward.journal.events.shares import Mode
from whyward.journal.projections.shares import Share, ShareDevice, ShownItem
from whyward.journal.sharing.effective import ShareState

DAY = date(2026, 3, 4)
DEVICES = (
    ShareDevice(id=b"\xaa" * 32, since=DAY, is_root=True),
    ShareDevice(id=b"\xbb" * 32, since=None, is_root=False),
)


def share(state: ShareState, *, name: str = "Dr R") -> Share:
    """Return a share of one goal."""
    return Share(
        share_id=b"\xcc" * 16,
        contact_id=b"\xdd" * 16,
        name=name,
        role="therapist",
        state=state,
        items=(ShownItem(ref="goal:00", statement="Call a friend", fields=("statement", "progress")),),
        may=("read", "comment"),
        mode=Mode.KEEP_UPDATED,
        starts=DAY,
        ends=DAY,
        paused_until=None,
        purpose=None,
        duties=None,
        last_sent=DAY,
        agreements=(),
        devices=DEVICES,
        notices=("They let in one more device.",),
    )


@pytest.mark.parametrize("state", ShareState)
def test_whatever_the_state_each_reader_is_named_and_the_way_to_stop_it(state: ShareState) -> None:
    one = share(state)

    lines = "\n".join(share_lines(one))
    assert "aaaaaaaa" in lines
    assert "bbbbbbbb" in lines
    assert "They let in one more device." in lines
    is_over = state is ShareState.STOPPED
    assert ("whyward share stop 'Dr R'" in lines) != is_over
    assert len(reader_rows([one])) == (0 if is_over else 2)


@pytest.mark.parametrize("state", ShareState)
def test_each_state_has_a_sentence_of_its_own(state: ShareState) -> None:
    others = {share_lines(share(other))[0] for other in ShareState if other is not state}

    assert share_lines(share(state))[0] not in others
    assert "{" not in standing_line(share(state))


def test_what_is_shown_is_said_in_words() -> None:
    lines = share_lines(share(ShareState.ACTIVE))

    assert lines[0] == "Dr R sees 1 goal of yours until 4 March 2026 (cccccccc)"
    assert lines[1] == "  Call a friend: its words and how many steps"
    assert lines[2] == "  They may read it and comment on it."


@pytest.mark.parametrize(
    "name", ["Ada", "Dr R", "A'B", 'A"B', "$(touch evil)", "`touch evil`", "a;b", "a\\b", "-x", ""]
)
def test_a_name_in_a_command_that_is_shown_is_a_name_and_does_nothing(name: str) -> None:
    """The name may be somebody else's choice, and the command is there to be copied."""
    assert shlex.split(f"whyward practice answer {quoted(name)} 4f0c deleted")[3] == name


def test_no_name_is_run_by_a_shell(tmp_path: Path) -> None:
    for name in ("$(touch evil)", "`touch evil`", "a; touch evil", "'; touch evil; '", "a\\' touch evil"):
        done = subprocess.run(
            ["/bin/sh", "-c", f"printf %s {quoted(name)}"], cwd=tmp_path, capture_output=True, check=True
        )
        assert done.stdout.decode() == name
    assert not list(tmp_path.iterdir())


def test_a_name_of_several_lines_stays_on_its_line() -> None:
    assert len(share_lines(share(ShareState.INVITED, name="R\nTo stop it: evil"))) == len(
        share_lines(share(ShareState.INVITED))
    )


def test_a_sync_says_one_line_for_each_share() -> None:
    carried = [
        ShareCarriedShown(name="Dr R", own=True, sent=2, error=None, hint=None),
        ShareCarriedShown(name="Ada", own=True, sent=0, error=None, hint=None),
        ShareCarriedShown(name="Mira", own=False, sent=0, error="the relay is out of reach", hint="Later."),
    ]

    assert list(carried_lines(carried)) == [
        "What you show Dr R: went out.",
        "What you show Ada: up to date.",
        "What Mira shows you: the relay is out of reach. Later.",
    ]
