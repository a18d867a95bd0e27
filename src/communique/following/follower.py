"""Who looks at which source when; law: a source is looked at by one thread at a time, a slow one keeps none waiting."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from communique import run
from communique.errors import RegisterError, SourceError
from communique.following.listing import offer
from communique.following.look import Look
from communique.following.remembering import after, begun
from communique.following.taking import Taking, fault
from communique.following.tools import Tools
from communique.settings import Settings
from communique.sources.entries import entries
from communique.sources.plan import LISTS, Followed
from communique.sources.polite import Pace, Visitor
from communique.store import Register

THREADS = 16
"""Looks at one time: most of a look is waiting, for a host's answer or its patience."""
_LONGEST_NAP = 5.0


@dataclass(slots=True)
class Follower:
    """Looks at sources when they are due. Use it as a context manager.

    `clock` tells seconds since 1970, `stamp` the time as ISO 8601 in UTC; `rest` is the time in seconds for which
    a register that fails is left alone.
    """

    register: Register
    settings: Settings
    clock: Callable[[], float]
    stamp: Callable[[], str]
    pace: Pace = field(default_factory=Pace)
    threads: int = THREADS
    rest: float = 60.0
    _tools: Tools = field(init=False)
    _next: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        self._tools = Tools(
            register=self.register,
            settings=self.settings,
            visitor=Visitor(run.limits(self.settings), self.pace),
            clock=self.clock,
            stamp=self.stamp,
        )
        self._next = {name: state.next for name, state in self.register.sources.states().items()}

    def __enter__(self) -> "Follower":
        return self

    def __exit__(self, *_: object) -> None:
        self._tools.close()

    def stop(self) -> None:
        """Have the looks that go on end after the item that they are at."""
        self._tools.stopping.set()

    def due(self, plan: Sequence[Followed]) -> list[Followed]:
        """The sources whose time has come, the longest due first."""
        now = self.clock()
        waiting = [(self._next.get(source.name, 0.0), n, source) for n, source in enumerate(plan)]
        return [source for at, _, source in sorted(waiting, key=lambda w: w[:2]) if at <= now]

    def round(self, plan: Sequence[Followed]) -> Iterator[Look]:
        """Look at each source that is due, once, several at a time."""
        with self._pool() as pool:
            running = {pool.submit(self.look, source) for source in self.due(plan)}
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (look.result() for look in done)

    def watch(self, plan: Sequence[Followed]) -> Iterator[Look]:
        """Look at sources whenever they are due, without end; while the register fails, a look says so and is made
        again."""
        running: dict[Future[Look], str] = {}
        with self._pool() as pool:
            while True:
                names = set(running.values())
                for source in self.due([s for s in plan if s.name not in names])[: 2 * self.threads - len(running)]:
                    running[pool.submit(self._look_again, source)] = source.name
                if not running:
                    time.sleep(self._nap(plan))
                done, _ = wait(running, timeout=1.0, return_when=FIRST_COMPLETED)
                for look in done:
                    del running[look]
                    yield look.result()

    @contextmanager
    def _pool(self) -> Iterator[ThreadPoolExecutor]:
        """Threads that end soon when whoever asked for looks wants no more."""
        pool = ThreadPoolExecutor(self.threads)
        try:
            yield pool
        except BaseException:
            self.stop()
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def next(self, plan: Sequence[Followed]) -> float:
        """When the next source is due, in seconds since 1970."""
        return min((self._next.get(source.name, 0.0) for source in plan), default=0.0)

    def _nap(self, plan: Sequence[Followed]) -> float:
        """The seconds until a source is due, some seconds at most."""
        return min(max(self.next(plan) - self.clock(), 0.1), _LONGEST_NAP)

    def look(self, source: Followed) -> Look:
        """Look at one source, keep what is new, and remember how it went."""
        now, sources = self.clock(), self.register.sources
        taking = Taking(
            tools=self._tools,
            source=source,
            state=begun(source, sources.state(source.name), now),
            look=Look(source=source),
            began=now,
        )
        try:
            self._take(taking)
        except SourceError as error:
            taking.look = replace(taking.look, problem=str(error))
        except RegisterError:
            raise
        except Exception as error:  # one source that shows a fault must not stop all others
            taking.look = replace(taking.look, problem=fault(error))
        state, look = after(taking.state, taking.look, self.clock())
        self._tools.keep(state)
        self._next[source.name] = state.next
        return look

    def _look_again(self, source: Followed) -> Look:
        """Look at a source; where the register fails, it is looked at again after a rest."""
        try:
            return self.look(source)
        except RegisterError as error:
            self._next[source.name] = self.clock() + self.rest
            return Look(source=source, problem=str(error))

    def _take(self, taking: Taking) -> None:
        source, state = taking.source, taking.state
        if source.kind == "folder":
            if not Path(source.url).exists():
                raise SourceError(f"{source.url}: no such folder")
            taking.take_documents(run.documents([source.url], self.settings))
            return
        answer = self._tools.get(source, source.url, state.etag, state.modified)
        if answer.fetched is not None and source.kind in LISTS:
            offer(taking, answer)
        elif answer.fetched is not None:
            base = answer.fetched.url or source.url
            taking.take_entries(entries(source.kind, answer.fetched.data, base, run.limits(self.settings)))
            if not taking.look.more:
                taking.remember(answer)
        elif not answer.unchanged:
            taking.look = replace(taking.look, problem=answer.reason, wait=answer.wait)
            return
        if source.kind in LISTS:
            taking.visit_all()
