"""The process that follows, its lives and deaths: started, killed at any moment, started again, and what it took."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Lives:
    """The lives of `communique follow` over a plan and a register; `peak` is the largest resident memory in MB."""

    plan: Path
    register: Path
    timeout: float
    kills: int = 0
    peak: float = 0.0
    cpu: float = 0.0
    _process: "subprocess.Popen[bytes] | None" = None
    _life: float = 0.0

    def start(self) -> None:
        """Begin a life."""
        command = [sys.executable, "-m", "communique", "follow", str(self.plan), "--db", str(self.register)]
        environment = {**os.environ, "NO_PROXY": "*", "COMMUNIQUE_TIMEOUT": str(self.timeout)}
        log = self.register.with_suffix(".log").open("ab")
        self._process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        log.close()

    def kill(self, kind: signal.Signals = signal.SIGKILL) -> None:
        """End a life at once."""
        assert self._process is not None
        self.measure()
        self._process.send_signal(kind)
        self._process.wait()
        self.cpu += self._life
        self._life, self._process = 0.0, None

    def end(self) -> None:
        """End the present life, if there is one."""
        if self._process is not None:
            self.kill()

    def measure(self) -> None:
        """Look at the memory and the time of the processor that the present life has taken."""
        assert self._process is not None
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
            numbers = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return
        peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), "0")
        self.peak = max(self.peak, int(peak) * 1024 / 1e6)
        self._life = (int(numbers[11]) + int(numbers[12])) / _TICKS

    def live(self, until: float, kills: int, chance: random.Random) -> None:
        """Live until a moment, killed so many times in between, at any moments."""
        moments = sorted(chance.uniform(time.time(), until) for _ in range(kills))
        self.start()
        for moment in moments:
            self._sleep(moment)
            self.kill()
            self.kills += 1
            self.start()
        self._sleep(until)

    def drain(self, done: Callable[[], bool], longest: float) -> None:
        """Go on until nothing is missing, for so many seconds at most, and end."""
        end = time.time() + longest
        while time.time() < end and not done():
            self._sleep(min(time.time() + 3, end))
        self.kill(signal.SIGTERM)

    def _sleep(self, until: float) -> None:
        assert self._process is not None
        while (left := until - time.time()) > 0:
            time.sleep(min(left, 1.0))
            self.measure()
            if self._process.poll() is not None:
                raise SystemExit(f"The process that follows ended by itself: see {self.register.with_suffix('.log')}")
