"""A process that has all of Whyward imported and forks the commands that tests run: a start costs no second of imports.

`python -m tests.support.cli_nursery FD` serves one socket: three handles for a command's streams, its arguments and its
environment in; its exit status out. A command is a process of its own all the same, and ends as one.
"""

import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from typing import Any, NoReturn

import whyward
from tests.support import cli_world
from whyward.cli.main import main


def _import_everything() -> None:
    """Import what any command may need; a command's own module is loaded when it is asked for."""
    for module in pkgutil.walk_packages(whyward.__path__, "whyward."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _become(asked: dict[str, Any], handles: list[int]) -> None:
    """Be the command: its streams, its folder, its environment, its world, its arguments."""
    for stream, handle in enumerate(handles):
        os.dup2(handle, stream)
        os.close(handle)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv[:] = ["whyward", *asked["arguments"]]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli_world.change(asked["world"])


def _be(asked: dict[str, Any], handles: list[int]) -> NoReturn:
    """Run the command and end, without taking down all that was imported: that would cost more than the command."""
    status = 1
    try:
        _become(asked, handles)
        status = main()
    except BaseException as error:  # noqa: BLE001  # shown as Python itself would show it
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _warm_up() -> None:
    """Do once what is slower the first time."""
    nowhere = StringIO()
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(nowhere), redirect_stderr(nowhere):
        main(["--home", f"{folder}/home", "init", "--unlock", "file"])
        main(["--home", f"{folder}/home", "today"])


def serve(number: int) -> None:
    """Fork one command for each request, wait for it, and say how it ended."""
    _import_everything()
    _warm_up()
    gc.freeze()  # Else each child would copy what its first collection touches.
    with socket.socket(fileno=number) as tester:
        while True:
            raw, handles, _, _ = socket.recv_fds(tester, 1 << 20, 3)
            if not raw:
                return
            child = os.fork()
            if child == 0:
                tester.close()
                _be(json.loads(raw), handles)
            for handle in handles:
                os.close(handle)
            tester.send(json.dumps([child]).encode())
            _, status = os.waitpid(child, 0)
            tester.send(json.dumps([os.waitstatus_to_exitcode(status)]).encode())


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(int(sys.argv[1]))
