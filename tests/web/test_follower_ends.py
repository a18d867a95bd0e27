"""The process that follows a register for the pages does not outlive its server."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from communique.store import Register

_SERVER = """
import multiprocessing, sys, time
from communique.web.follower import follow
if __name__ == "__main__":
    process = multiprocessing.get_context("spawn").Process(target=follow, args=(sys.argv[1], 0.1))
    process.start()
    print(process.pid, flush=True)
    time.sleep(60)
"""


def _runs(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_killed_server_takes_its_follower_along(tmp_path: Path) -> None:
    name = str(tmp_path / "register.db")
    with Register(name):
        pass
    script = tmp_path / "server.py"
    script.write_text(_SERVER)
    server = subprocess.Popen([sys.executable, str(script), name], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    follower = int(server.stdout.readline())
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    server.stdout.close()
    until = time.monotonic() + 30
    while _runs(follower) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _runs(follower)
