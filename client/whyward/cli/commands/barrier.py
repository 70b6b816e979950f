"""`whyward barrier`, whole: each file adds its verbs to the group.

It holds nothing itself.
"""

from whyward.cli.commands import barrier_looking, barrier_meeting, barrier_tools
from whyward.cli.commands.barrier_group import barrier

__all__ = ["barrier", "barrier_looking", "barrier_meeting", "barrier_tools"]
