"""Sources are looked at whenever they are due, several at a time, and a slow one keeps none waiting."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from communique import run
from communique.following import Follower
from communique.settings import Settings
from communique.sources.plan import Followed
from communique.sources.polite import Pace

PAGE = "<html><body><p>The Nordic Council number {n} will hold its session in Oslo on 3 March 2027.</p>"


@contextmanager
def follower(db: str, stamp: Callable[[], str] = lambda: "2026-11-26T00:00:00+00:00") -> Iterator[Follower]:
    with run.register(db) as register:
        settings = Settings(timeout=5.0)
        made = Follower(register=register, settings=settings, clock=time.time, stamp=stamp, pace=Pace(0.0))
        with made as found:
            yield found


def sources(site, count: int) -> list[Followed]:  # type: ignore[no-untyped-def]
    plan = []
    for n in range(count):
        link = site.page(f"/{n}.html", PAGE.format(n=n), headers={"Content-Type": "text/html"})
        url = site.page(f"/{n}.xml", f"<rss><channel><item><link>{link}</link></item></channel></rss>")
        plan.append(Followed(name=str(n), kind="feed", url=url, every=1, allow_private=True))
    return plan


def test_each_source_is_looked_at_again_and_again(site, db: str) -> None:  # type: ignore[no-untyped-def]
    plan = sources(site, 3)
    with follower(db) as found:
        looks = found.watch(plan)
        taken = [next(looks) for _ in range(9)]
        looks.close()
    assert set(Counter(look.source.name for look in taken)) == {"0", "1", "2"}
    assert (sum(look.added for look in taken), [look.problem for look in taken if look.problem]) == (3, [])
    assert sum(look.tells for look in taken) == 3


def test_a_slow_source_keeps_no_other_waiting(site, db: str) -> None:  # type: ignore[no-untyped-def]
    slow = Followed(name="slow", kind="feed", url=site.page("/slow.xml", hangs=True), allow_private=True)
    plan = [slow, *sources(site, 2)]
    with follower(db) as found:
        looks = found.watch(plan)
        first = {next(looks).source.name for _ in range(2)}
        looks.close()
    assert first == {"0", "1"}


def test_a_round_takes_each_source_that_is_due_once(site, db: str) -> None:  # type: ignore[no-untyped-def]
    plan = sources(site, 5)
    with follower(db) as found:
        assert sorted(look.source.name for look in found.round(plan)) == ["0", "1", "2", "3", "4"]
        assert list(found.round([source for source in plan if source not in found.due(plan)])) == []
