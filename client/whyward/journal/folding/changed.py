"""What a map of changes says: the fields that were named in it, with what they became.

It knows no field.
"""

import msgspec


def named_in(changes: msgspec.Struct) -> dict[str, object]:
    """Return the fields that a struct of changes sets; one that is UNSET stays as it was."""
    every = ((name, getattr(changes, name)) for name in changes.__struct_fields__)
    return {name: value for name, value in every if value is not msgspec.UNSET}
