"""Alerts sent by a process that is killed again and again, and what two real servers received of them."""

import json
import multiprocessing
import random
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from bench.alerts.made import NOW, World
from bench.alerts.receivers import Match, Receivers, receivers
from bench.alerts.worker import work
from communique.alerts.matching import Matcher
from communique.alerts.plain import change_plain
from communique.alerts.search import seen
from communique.model.document import Document
from communique.model.reading import Reading
from communique.store import Register
from communique.store.outbox import Outbox
from communique.store.watches import Watches

_WORKERS = multiprocessing.get_context("forkserver")  # starts without importing all anew, and without our threads
_WORKERS.set_forkserver_preload(["bench.alerts.worker"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What was to arrive and did: matches, those that never came or came in several messages, kills, messages, and
    mails and webhooks that came again under the same id, of which `altered` had other bytes."""

    matches: int
    missing: int
    doubled: int
    kills: int
    messages: int
    mails_again: int
    hooks_again: int
    altered: int
    left: int


def killed(folder: Path, *, watches: int, changes: int, kills: int, seed: int = 7) -> Arrived:
    """Send the alerts of invented changes while the sender is killed, and compare what arrived with what was due."""
    name, file = str(folder / "alerts.db"), folder / "changes.jsonl"
    world = World(seed, records=max(watches // 10, 1))
    with receivers(pause=0.004) as servers:
        each = range(max(watches // 8, 1))
        addresses = [*(f"reader{n}@example.org" for n in each), *(f"{servers.hook}/{n}" for n in each)]
        made = world.watches(watches, addresses)
        lines = [change for change, _ in world.changes(changes)]
        with Register(name) as register:
            made = [watch for watch in made if Watches(register).add(watch).id == watch.id]
        matcher = Matcher(made)
        due = [(f"watch{int(w, 16):05d}", c.title.split()[0]) for c in lines for w in matcher.matches(seen(c))]
        file.write_text("", encoding="utf-8")
        with Register(name) as register:
            done = _run(register, file, [json.dumps(change_plain(c)) for c in lines], servers, kills, world.chance)
            outbox = Outbox(register)
            left = sum(outbox.waiting().values()) + len(outbox.dead())
        return _counted(due, servers, done, left)


def _run(
    register: Register, file: Path, lines: list[str], servers: Receivers, kills: int, chance: random.Random
) -> int:
    """Give out the changes bit by bit, and kill the sender at random moments; how often it was killed at work."""
    size, killed, start = max(len(lines) // max(kills, 1), 1), 0, 0
    while killed < kills:
        if start < len(lines):
            with file.open("a", encoding="utf-8") as out:
                out.writelines(f"{line}\n" for line in lines[start : start + size])
            start += size
            _stir(register, start)
        killed += _killed(register.name, file, servers, chance)
    with file.open("a", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in lines[start:])
    _stir(register, len(lines) + 1)
    worker, _ = _worker(register.name, file, servers)
    worker.join(900)
    assert worker.exitcode == 0, worker.exitcode
    return killed


def _stir(register: Register, number: int) -> None:
    """Have something new in the register, without which nobody looks for changes."""
    register.add(Reading(document=Document(text=f"Note {number}.")), added=NOW)


def _killed(name: str, file: Path, servers: Receivers, chance: random.Random) -> bool:
    """Start a sender and kill it some time after it is ready, or more often as soon as some messages came; whether it
    was at work."""
    worker, told = _worker(name, file, servers)
    assert told.poll(300)
    told.recv()
    counted = chance.random() < 0.7
    end = time.monotonic() + (60.0 if counted else chance.uniform(0.0, 1.0))
    some = servers.count + (chance.randint(1, 5) if counted else 10**9)
    while time.monotonic() < end and servers.count < some and worker.is_alive():
        time.sleep(0.002)
    at_work = worker.is_alive()
    worker.kill()
    worker.join()
    return at_work


def _worker(name: str, file: Path, servers: Receivers) -> tuple[BaseProcess, Connection]:
    ours, theirs = _WORKERS.Pipe(duplex=False)
    worker = _WORKERS.Process(target=work, args=(name, str(file), servers.smtp_port, theirs))
    worker.start()
    return worker, ours


def _counted(due: list[Match], servers: Receivers, kills: int, left: int) -> Arrived:
    arrived = Counter(servers.matches())
    sides = (servers.mails, servers.hooks)
    altered = sum(dict(side.messages)[id] != data for side in sides for id, data in side.messages)
    return Arrived(
        matches=len(due),
        missing=len(set(due) - set(arrived)),
        doubled=sum(count - 1 for count in arrived.values()) + len(set(arrived) - set(due)),
        kills=kills,
        messages=sum(len(side.once) for side in sides),
        mails_again=servers.mails.repeated,
        hooks_again=servers.hooks.repeated,
        altered=altered,
        left=left,
    )
