"""How many requests, how long they took, what the register holds: in the text form of Prometheus."""

import threading
from collections import Counter
from collections.abc import Mapping

_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Meter:
    """Counts requests by route, method and status; safe in threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._within: Counter[float] = Counter()
        self._sum = 0.0

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self._requests[route, method, status] += 1
            self._sum += seconds
            self._within[next((bound for bound in _BOUNDS if seconds <= bound), float("inf"))] += 1

    def text(self, sizes: Mapping[str, int]) -> str:
        """All counts, and the number of records of each kind."""
        with self._lock:
            lines = ["# TYPE communique_requests_total counter"]
            for (route, method, status), n in sorted(self._requests.items()):
                labels = f'route="{route}",method="{method}",status="{status}"'
                lines.append(f"communique_requests_total{{{labels}}} {n}")
            lines += self._times()
        lines.append("# TYPE communique_records gauge")
        lines += [f'communique_records{{kind="{kind}"}} {n}' for kind, n in sizes.items()]
        return "\n".join(lines) + "\n"

    def _times(self) -> list[str]:
        lines, below = ["# TYPE communique_request_seconds histogram"], 0
        for bound in (*_BOUNDS, float("inf")):
            below += self._within[bound]
            label = "+Inf" if bound == float("inf") else f"{bound:g}"
            lines.append(f'communique_request_seconds_bucket{{le="{label}"}} {below}')
        return [*lines, f"communique_request_seconds_sum {self._sum:.6f}", f"communique_request_seconds_count {below}"]
