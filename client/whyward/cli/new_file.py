"""Writing a file that somebody asked for: a new one, for this user alone, or none at all.

It replaces nothing and follows no link.
"""

import os
from pathlib import Path

from whyward.journal.errors import Refused


def write_new_file(path: Path, content: bytes) -> None:
    """Write a new file; raise `Refused` if that cannot be, or there is one already."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except FileExistsError:
        raise Refused(f"{path} is there already", hint="Nothing was written. Choose another name.") from None
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise Refused(f"{path} cannot be written: {reason}", hint="Choose another place for the page.") from None
