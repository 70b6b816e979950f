"""The bench's control logs are valid, and hold what their names say."""

import pytest

from bench.control_log import STORIES, validated, written


@pytest.mark.parametrize("name", sorted(STORIES))
def test_a_measured_control_log_is_followed_to_its_end(name: str) -> None:
    """One statement more than the devices there may be, and thirty of the story."""
    control = validated(written(STORIES[name], 64))

    assert len(control.hashes) == 64
    assert control.epoch.body.number == {"erasing": 0, "living": 7, "rotating": 32}[name]
