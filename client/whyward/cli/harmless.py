"""Text that does nothing to a terminal: what a person or a relay wrote is shown, never obeyed.

Rule: every text that is not a constant of this program passes here before it is printed.
"""

from whyward.sheet.letters import harmless, one_line

__all__ = ["harmless", "one_line"]
