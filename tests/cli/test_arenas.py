"""How many arenas the threads of a process have."""

import platform
import subprocess
import sys

import pytest

_THREADS = """
import ctypes, threading
{first}
import communique.following
gate = threading.Barrier(9)
def wait():
    kept = [bytes(700) for _ in range(100)]
    gate.wait()
    gate.wait()
    return kept
for _ in range(8):
    threading.Thread(target=wait).start()
gate.wait()
ctypes.CDLL(None).malloc_stats()
gate.wait()
"""


def arenas(first: str) -> int:
    done = subprocess.run([sys.executable, "-c", _THREADS.format(first=first)], capture_output=True, check=True)
    return done.stderr.count(b"Arena ")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other allocators have no arenas")
def test_threads_share_arenas() -> None:
    assert arenas("from communique.cli.arenas import share_arenas; share_arenas()") <= 2 < arenas("")
