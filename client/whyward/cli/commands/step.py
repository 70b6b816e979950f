"""`whyward step`, whole: each file adds its verbs to the group.

It holds nothing itself.
"""

from whyward.cli.commands import step_looking, step_planning, step_taking
from whyward.cli.commands.step_group import step

__all__ = ["step", "step_looking", "step_planning", "step_taking"]
