"""The base of every intention, and the name a person calls a thing by.

It refuses nothing: `decide` does.
"""

import msgspec

Called = str
"""How the person calls a thing: its id in hex, the start of one (4 digits or more), or its name."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a person wants to be recorded."""
