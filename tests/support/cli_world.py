"""`whyward` in another world: its clock off by so much, its patience shorter, its memory small.

Run this file with `SETTING… -- ARGUMENT…`; the nursery of commands changes the world of a fork in the same way. Only
that process is changed, and only what it asks of the world: the product has no switch for any of it.
"""

import resource
import sys
import time

from whyward.adapters import relay_socket
from whyward.adapters.platform import SystemClock
from whyward.cli.main import main
from whyward.journal import carrying


def clock_off_by(seconds: str) -> None:
    """Let the wall clock be wrong."""
    wrong_ms = int(float(seconds) * 1000)

    def now_ms(self: SystemClock) -> int:
        del self
        return time.time_ns() // 1_000_000 + wrong_ms

    setattr(SystemClock, "now_ms", now_ms)  # noqa: B010  # a method is given to a class on purpose


def patience(seconds: str) -> None:
    """Wait less for a relay, in every way there is."""
    for module, name in ((relay_socket, "_CONNECT_S"), (relay_socket, "_SEND_S"), (carrying, "_STALL_S")):
        assert hasattr(module, name), name
        setattr(module, name, float(seconds))
    relay_socket.RelaySockets.__init__.__defaults__ = (float(seconds),)


def memory(mib: str) -> None:
    """Have no more memory than this."""
    resource.setrlimit(resource.RLIMIT_AS, (int(mib) << 20, int(mib) << 20))


SETTINGS = {"clock": clock_off_by, "patience": patience, "memory": memory}


def change(settings: list[str]) -> None:
    """Change the world of this process, for as long as it lives."""
    for setting in settings:
        name, _, value = setting.partition("=")
        SETTINGS[name](value)


def start(arguments: list[str]) -> int:
    """Change the world, then be `whyward`."""
    end = arguments.index("--")
    change(arguments[:end])
    return main(arguments[end + 1 :])


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
