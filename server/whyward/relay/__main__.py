"""The relay's command: read the settings once, serve until told to stop; or make an invite; or check the file.

Standard output gets one line, of JSON when the relay listens or has checked; everything else goes to standard error.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from whyward.protocol.errors import WhywardError
from whyward.relay.admission import add_invite, invite_token
from whyward.relay.config import FIELDS, PREFIX, RelayConfig, load_config
from whyward.relay.logs import log_to_stderr, tell
from whyward.relay.offline import check_file, repair_file
from whyward.relay.platform import random_bytes
from whyward.relay.serving import listening

REFUSED = 1


def parse(arguments: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return what to do, and the settings given as flags, named as in the environment."""
    parser = argparse.ArgumentParser(
        prog="python -m whyward.relay",
        description="Run a relay that carries sealed segments and cannot read them.",
        epilog=f"Every flag can be given as {PREFIX}NAME in the environment; a flag wins.",
        allow_abbrev=False,
    )
    parser.add_argument("command", nargs="?", choices=["serve", "invite", "check"], default="serve")
    parser.add_argument("--repair", action="store_true", help="with check: put aside what is damaged")
    for name in FIELDS:
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="VALUE", dest=name)
    parsed = parser.parse_args(arguments)
    command: str = parsed.command or "serve"
    if parsed.repair and command != "check":
        parser.error("--repair goes with check")
    if parsed.repair:
        command = "repair"
    given: dict[str, str | None] = {name: getattr(parsed, name) for name in FIELDS}
    return command, {PREFIX + name.upper(): text for name, text in given.items() if text is not None}


async def serve(config: RelayConfig) -> None:
    """Serve until the process is told to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with listening(config) as relay:
        sys.stdout.write(json.dumps({"listening": relay.url, "relay_key": relay.relay_key.hex()}) + "\n")
        sys.stdout.flush()
        tell("listening", admission=config.admission)
        await stopped.wait()
        tell("stopping")


def make_invite(config: RelayConfig) -> None:
    """Print a new token, of which only the hash is kept."""
    token = invite_token(random_bytes())
    add_invite(Path(config.invites_path), token)
    sys.stdout.write(token + "\n")


def look_at_file(config: RelayConfig, *, is_repair: bool) -> int:
    """Check the file, repair it if that was asked; say what was found; return the exit status."""
    path = Path(config.data)
    outcome = repair_file(path) if is_repair else check_file(path)
    for sentence in outcome.sentences:
        sys.stderr.write(f"relay: {sentence}\n")
    report = outcome.report
    looked = {"spaces": report.spaces, "statements": report.statements, "segments": report.segments}
    found = {"damaged": len(report.damages), "dropped": outcome.dropped, "sound": outcome.is_sound}
    sys.stdout.write(json.dumps({**looked, **found}) + "\n")
    if outcome.is_sound:
        return 0
    advice = "put a copy back" if is_repair else "repair it with --repair, or put a copy back"
    sys.stderr.write(f"relay: error: {path} is damaged; {advice}; devices bring again what they hold\n")
    return REFUSED


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Do what was asked; return the exit status."""
    command, flags = parse(arguments)
    log_to_stderr()
    try:
        config = load_config({**environ, **flags})
        if command == "invite":
            make_invite(config)
        elif command in {"check", "repair"}:
            return look_at_file(config, is_repair=command == "repair")
        else:
            asyncio.run(serve(config))
    except WhywardError as error:
        sys.stderr.write(f"relay: error: {error}\n")
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
