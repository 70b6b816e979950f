"""All fuzz targets, in the groups that run together: one process a group.

A group is as large as its targets are quick.
"""

from collections.abc import Mapping
from functools import cache

from tests.support.fuzz_device import device_targets
from tests.support.fuzz_journal import reading_targets
from tests.support.fuzz_relay import relay_targets
from tests.support.fuzz_shares import share_targets
from tests.support.fuzz_target import Target
from tests.support.fuzz_wire import segment_targets, session_targets, shape_targets, statement_targets

GROUPS = ("decoders", "statements", "segments", "sessions", "reading", "edges")


@cache
def grouped() -> Mapping[str, list[Target]]:
    """Return the targets of each group."""
    return {
        "decoders": shape_targets(),
        "statements": [*statement_targets(), *share_targets()],
        "segments": segment_targets(),
        "sessions": session_targets(),
        "reading": reading_targets(),
        "edges": [*device_targets(), *relay_targets()],
    }


def all_targets() -> list[Target]:
    """Return every target."""
    return [target for group in GROUPS for target in grouped()[group]]
