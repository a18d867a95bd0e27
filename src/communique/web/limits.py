"""How often one client may ask for what is costly or can be guessed at."""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable

from communique.web.errors import Trouble

_CLIENTS = 10_000


class Rate:
    """At most `most` times in `seconds` for each client; `clock` gives the seconds that it counts by."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, client: str) -> None:
        """Count one time. Raises `Trouble` 429 where there were too many."""
        now = self._clock()
        with self._lock:
            times = self._times.setdefault(client, deque())
            self._times.move_to_end(client)
            while times and times[0] <= now - self.seconds:
                times.popleft()
            if len(times) >= self.most:
                wait = max(1, round(times[0] + self.seconds - now))
                raise Trouble(429, f"Too many requests; try again in {wait} seconds.", {"Retry-After": str(wait)})
            times.append(now)
            while len(self._times) > _CLIENTS:
                self._times.popitem(last=False)
