"""Bad luck of a machine, put on for one command: a folder that may not be written, a full disk, little memory.

Run as `python -m tests.support.cli_limits WHAT COMMAND…`; it changes only itself, then becomes the command.
"""

import ctypes
import os
import resource
import sys

_PR_CAPBSET_DROP = 24
_ROOT_IGNORES_MODES = (1, 2, 3)
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER: without them even root is bound by a file's mode."""


def heed_modes() -> None:
    """Be bound by the modes of files, even as root."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in _ROOT_IGNORES_MODES:
            if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "a capability could not be dropped")


def full_disk(bytes_max: int) -> None:
    """Let no file grow beyond some bytes; Python ignores SIGXFSZ, so that a write fails instead."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_max, bytes_max))


def little_memory(bytes_max: int) -> None:
    """Let the process have this much address space and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (bytes_max, bytes_max))


def main(what: str, command: list[str]) -> None:
    """Put the limit on and become the command."""
    if what == "heed-modes":
        heed_modes()
    elif what.startswith("memory:"):
        little_memory(int(what.removeprefix("memory:")))
    else:
        full_disk(int(what))
    os.execv(command[0], command)  # noqa: S606  # the test names the command


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
