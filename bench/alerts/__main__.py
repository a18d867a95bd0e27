"""Print the figures of alerts: `python -m bench.alerts`."""

import argparse
import tempfile
import time
from pathlib import Path

from bench.alerts.kills import killed
from bench.alerts.made import World
from communique.alerts.matching import Matcher
from communique.alerts.search import search, seen


def matching(watches: int, changes: int) -> None:
    """How long one change takes (of the processor's time), and that it finds what trying each watch finds."""
    world = World()
    made = world.watches(watches, [""])
    started = time.thread_time()
    matcher = Matcher(made)
    built = time.thread_time() - started
    taken, found, wrong, checked = [], 0, 0, 0
    searches = {watch.id: search(watch.query) for watch in made if watch.query}
    for number, (change, record) in enumerate(world.changes(changes)):
        started = time.thread_time()
        looked = seen(change, record)
        hits = matcher.matches(looked)
        taken.append(time.thread_time() - started)
        found += len(hits)
        if number % max(changes // 100, 1) == 0:
            tried = [
                w.id for w in made if (w.record in looked.traits["id"] if w.record else searches[w.id].fits(looked))
            ]
            wrong += hits != sorted(tried)
            checked += 1
    taken.sort()
    print(f"watches {watches:,}, changes {changes:,}, matches {found:,}; the index is built in {built:.2f} s")
    print(f"a change: mean {_ms(sum(taken) / len(taken))}, median {_ms(taken[len(taken) // 2])}, "
          f"99th of 100 {_ms(taken[int(len(taken) * 0.99)])}, slowest {_ms(taken[-1])}")  # fmt: skip
    print(f"against trying each watch: {checked} changes, {wrong} otherwise")


def kills(watches: int, changes: int, times: int) -> None:
    """What arrives of alerts whose sender is killed."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        told = killed(Path(folder), watches=watches, changes=changes, kills=times)
    print(f"kills {told.kills}: watches {watches:,}, changes {changes:,}, matches {told.matches:,} in "
          f"{told.messages:,} messages; {time.perf_counter() - started:.0f} s")  # fmt: skip
    print(f"matches that never came {told.missing}, that came in two messages {told.doubled}, left unsent {told.left}")
    print(f"mails that came again under the same id {told.mails_again}, messages to a webhook that can say what it has "
          f"{told.hooks_again}, of those with other bytes {told.altered}")  # fmt: skip


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.3f} ms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--watches", type=int, default=10_000)
    parser.add_argument("--changes", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--killed-watches", type=int, default=300)
    parser.add_argument("--killed-changes", type=int, default=1500)
    given = parser.parse_args()
    matching(given.watches, given.changes)
    kills(given.killed_watches, given.killed_changes, given.kills)


if __name__ == "__main__":
    main()
