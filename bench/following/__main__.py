"""Follow feeds on a server that misbehaves, kill the process at random, print what was lost, doubled or late."""

import argparse
import random
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.following.lives import Lives
from bench.following.outcome import count, expected, lines
from bench.following.world import World

_WARM = 5.0


def main() -> None:
    """Do what the command line asks for."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="following-") as made:
        folder = asked.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        begin = time.time() + _WARM
        end = begin + asked.minutes * 60
        world = World(feeds=asked.feeds, port=_free_port(), begin=begin, end=end, gap=asked.gap)
        print(
            f"{asked.feeds} feeds, {asked.minutes:g} minutes, a look every {asked.every} s, {asked.kills} kills",
            flush=True,
        )
        for line in _measure(world, asked, folder):
            print(line, flush=True)


def _measure(world: World, asked: argparse.Namespace, folder: Path) -> list[str]:
    plan, register, log = folder / "plan.toml", folder / "register.db", folder / "requests.txt"
    plan.write_text("".join(_table(world, feed, asked.every) for feed in range(world.feeds)), encoding="utf-8")
    server = _server(world, log)
    _await(world)
    lives = Lives(plan=plan, register=register, timeout=asked.timeout)
    try:
        lives.live(world.end, asked.kills, random.Random(asked.seed))
        wanted = len(expected(world))
        lives.drain(lambda: count(register) >= wanted, asked.drain)
    finally:
        lives.end()
        server.kill()
        server.wait()
    seconds = time.time() - world.begin
    return [
        *lines(world, register, log, asked.every),
        f"killed {lives.kills} times; largest memory {lives.peak:.0f} MB; {lives.cpu / seconds:.2f} of one core",
    ]


def _table(world: World, feed: int, every: int) -> str:
    return (
        f'[[source]]\nname = "feed {feed}"\nkind = "feed"\nurl = "{world.address(feed)}"\nevery = "{every}s"\n'
        "allow_private = true\nagain = false\n\n"
    )


def _server(world: World, log: Path) -> "subprocess.Popen[bytes]":
    names = ("feeds", "port", "begin", "end", "gap")
    options = [part for name in names for part in (f"--{name}", str(getattr(world, name)))]
    return subprocess.Popen([sys.executable, "-m", "bench.following.server", str(log), *options])


def _await(world: World) -> None:
    """Wait until the server answers."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", world.port), timeout=1.0).close()
            return
        except OSError:
            time.sleep(0.2)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.following", description=__doc__)
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=2.0, help="how long items are published")
    parser.add_argument("--every", type=int, default=20, help="seconds between two looks at a feed")
    parser.add_argument("--gap", type=float, default=60.0, help="seconds between two items of a feed")
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--drain", type=float, default=300.0, help="seconds that it may take in the end to be complete")
    parser.add_argument("--timeout", type=float, default=10.0, help="seconds that an address may take")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="where plan, register and logs are kept to be looked at")
    return parser.parse_args()


if __name__ == "__main__":
    main()
