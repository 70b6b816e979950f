"""All the lies that a relay tells in simulated worlds, and what each is called in the counters.

It decides nothing about when one is told.
"""

from collections.abc import Callable
from typing import Final

from tests.support import sim_content_lies as content
from tests.support import sim_frame_lies as frames
from tests.support.sim_lying import Lie

FRAME_LIES: Final[tuple[Lie, ...]] = (
    frames.says_nothing,
    frames.says_twice,
    frames.says_again,
    frames.says_garbage,
    frames.breaks_off,
    frames.refuses,
)
"""These fit any frame, and mostly end a session at once: so they are told more rarely."""

CONTENT_LIES: Final[tuple[Lie, ...]] = (
    frames.has_another_key,
    frames.has_odd_limits,
    frames.hides_a_series,
    frames.goes_back,
    frames.boasts,
    frames.names_another_end,
    frames.makes_up_a_series,
    frames.hides_statements,
    frames.has_another_control_log,
    content.serves_fewer_statements,
    content.alters_a_statement,
    content.lets_itself_in,
    content.speaks_a_newer_tongue,
    content.replays_statements,
    content.signs_for_too_much,
    content.signs_for_something_else,
    content.has_made_up_news,
    content.serves_half_a_page,
    content.skips_a_segment,
    content.serves_another_series,
    content.recombines,
    content.alters_a_segment,
    content.injects_a_segment,
)
"""These fit some frames, and are about what stands in them."""

SELDOM_FIT: Final[tuple[Lie, ...]] = (frames.goes_back, content.recombines, frames.names_another_end)
"""These need a series of some length: so they are tried first now and then."""


def name_of(lie: Callable[..., object]) -> str:
    """Return what a lie is called in the counters."""
    return "relay lies: " + lie.__name__.replace("_", " ")
