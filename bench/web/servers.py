"""Servers of one register in processes of their own: the desk, Datasette, and a writer that adds documents."""

import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

import httpx

from bench.store.scaled import scaled, stories
from communique.store import Register

_NEW = 2_000_000  # copies with this number and later ones are in no register yet
_ADDED = "2031-01-16T12:00:00+00:00"


Server = tuple[str, int]
"""The address of a server, and the number of its process."""


@contextmanager
def desk(name: str, workers: int) -> Iterator[Server]:
    """A desk that serves a register."""
    port = _free_port()
    command = [sys.executable, "-m", "communique", "serve", "--db", name, "--port", str(port)]
    yield from _served([*command, "--workers", str(workers)], port, "/healthz")


@contextmanager
def datasette(command: str, file: str) -> Iterator[Server | None]:
    """A Datasette that serves the same file; `None` where there is no such command."""
    found = shutil.which(command)
    if found is None:
        yield None
        return
    port = _free_port()
    settings = ["--setting", "sql_time_limit_ms", "60000", "--setting", "facet_time_limit_ms", "200"]
    yield from _served([found, "serve", file, "--port", str(port), *settings], port, "/-/versions.json")


@contextmanager
def writer(name: str, every: float) -> Iterator[None]:
    """Somebody who adds a document every so many seconds."""
    process = multiprocessing.get_context("spawn").Process(target=_write, args=(name, every), daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def _write(name: str, every: float) -> None:
    with Register(name) as register:
        for reading in islice(scaled(stories(20), 10**9, _NEW), 100_000):
            register.add(reading, added=_ADDED)
            time.sleep(every)


def _served(command: list[str], port: int, path: str) -> Iterator[Server]:
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))} if "-m" in command else None
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        _wait(address + path, process)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(1200):
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.25)
        if process.poll() is not None:
            raise SystemExit(f"{process.args!r} ended at once.")
    raise SystemExit(f"{address} does not answer.")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
