"""`whyward share`, whole: each file adds its verbs to the group.

It holds nothing itself.
"""

from whyward.cli.commands import (
    share_accepting,
    share_granting,
    share_handover,
    share_inviting,
    share_keeping,
    share_looking,
)
from whyward.cli.commands.share_group import share

__all__ = [
    "share",
    "share_accepting",
    "share_granting",
    "share_handover",
    "share_inviting",
    "share_keeping",
    "share_looking",
]
