"""`communique serve` with several workers: all answer, follow what others store, and stop when they are told to."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest
from bench.store.places import SERVER, place

from communique.extract import extract
from communique.model.document import Document
from communique.store import Register

FIRST = "The 7th SCO summit will be held in Bishkek on 3 May 2031, Kyrgyz Foreign Minister Azamat Toktoev said."
OTHER = "The foreign ministers of Finland and Estonia will meet in Tallinn on 12 March 2031, Finland said."


@pytest.fixture
def name() -> Iterator[str]:
    """A database on a server with one document."""
    if not SERVER:
        pytest.skip("POSTGRES_URL names no PostgreSQL server; `.ci/postgres pytest` starts one")
    with place("postgresql") as made:
        add(made, FIRST)
        yield made


def add(name: str, text: str) -> None:
    with Register(name) as register:
        assert register.add(extract(Document(text=text, published="2031-01-15")), added="2031-01-15T12:00:00Z")


def places(address: str) -> set[str]:
    return {item["place"] for item in httpx.get(f"{address}/meetings.json", timeout=60).json()["items"]}


def wait(address: str) -> None:
    for _ in range(1200):
        try:
            assert httpx.get(f"{address}/readyz", timeout=60).status_code == 200
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the desk does not answer")


def test_workers_answer_follow_and_stop(name: str) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "communique", "serve", "--db", name, "--port", str(port), "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        try:
            wait(address)
            assert places(address) == {"Bishkek"}
            add(name, OTHER)
            assert all(places(address) == {"Bishkek", "Tallinn"} for _ in range(8))
        finally:
            process.send_signal(signal.SIGTERM)
            _, told = process.communicate(timeout=120)
    assert process.returncode in (0, -signal.SIGTERM)
    assert b"Traceback" not in told
