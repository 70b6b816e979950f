"""`whyward goal`, whole: each file adds its verbs to the group.

It holds nothing itself.
"""

from whyward.cli.commands import goal_choosing, goal_striving
from whyward.cli.commands.goal_group import goal

__all__ = ["goal", "goal_choosing", "goal_striving"]
