"""Following sources: each is looked at when it is due, what is new is read and kept, and how it went is remembered.

Law: an item counts as seen only after its document is in the register, so a stop at any moment loses nothing; a
document that is there already is not stored again, so nothing comes twice.
"""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from communique import run
from communique.errors import SourceError
from communique.extract import extract
from communique.model.document import Document
from communique.model.fetched import Fetched
from communique.model.reading import Refused
from communique.settings import Settings
from communique.sources import Limits
from communique.sources.items import Item, fresh, is_index, items
from communique.sources.plan import Followed
from communique.sources.polite import Answer, Pace, Visitor
from communique.store import Register

_DAY = 86400.0
_KEPT = 20_000
"""Addresses of a source that are remembered, the latest; older ones are known by their documents."""
_SILENT = 5
"""A source is silent when nothing new came for this many times its usual gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is remembered of a source; times are seconds since 1970."""

    etag: str | None = None
    modified: str | None = None
    next: float = 0.0
    failures: int = 0
    succeeded: float | None = None
    news: tuple[float, ...] = ()
    seen: tuple[str, ...] = ()
    alarm: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a source: how many items were new, known or refused, what went wrong, and how long to wait for it."""

    source: Followed
    added: int = 0
    known: int = 0
    refused: tuple[Refused, ...] = ()
    problem: str | None = None
    wait: float | None = None
    alarm: str | None = None


@dataclass(slots=True)
class Memory:
    """The states of all sources, in a JSON file that is replaced whole."""

    path: Path
    states: dict[str, State] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Memory":
        """What the file remembers, nothing where there is none. Raises `SourceError` where it is damaged."""
        if not path.exists():
            return cls(path)
        try:
            told: Mapping[str, Mapping[str, object]] = json.loads(path.read_text(encoding="utf-8"))
            return cls(path, {name: _state(values) for name, values in told.items()})
        except (ValueError, TypeError, AttributeError) as error:
            raise SourceError(f"{path}: not what `communique follow` writes; delete it to begin anew.") from error

    def save(self) -> None:
        """Write it, whole or not at all."""
        new = self.path.with_name(f"{self.path.name}.new")
        new.write_text(json.dumps({n: asdict(s) for n, s in self.states.items()}, ensure_ascii=False), encoding="utf-8")
        new.replace(self.path)


def _state(values: Mapping[str, object]) -> State:
    several: dict[str, object] = {n: tuple(v) for n, v in values.items() if isinstance(v, list)}
    return State(**{**values, **several})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """What a round of looks needs: the register, what is remembered, settings, and the clock."""

    register: Register
    memory: Memory
    settings: Settings
    clock: Callable[[], float]
    stamp: Callable[[], str]
    pace: Pace = field(default_factory=Pace)

    def due(self, plan: tuple[Followed, ...]) -> list[Followed]:
        """The sources whose time has come, the longest due first."""
        now = self.clock()
        waiting = [(self.memory.states.get(s.name, State()).next, n, s) for n, s in enumerate(plan)]
        return [source for at, _, source in sorted(waiting, key=lambda w: w[:2]) if at <= now]

    def round(self, plan: tuple[Followed, ...]) -> Iterator[Look]:
        """Look at each source that is due, once."""
        for source in self.due(plan):
            yield self.look(source)

    def look(self, source: Followed) -> Look:
        """Look at one source, keep what is new, and remember how it went."""
        state = self.memory.states.get(source.name, State())
        limits = replace(run.limits(self.settings), public_only=not source.allow_private)
        if source.kind == "folder":
            return self._remember(source, state, Answer(), self._folder(source, limits))
        with Visitor(limits, self.pace) as visitor:
            answer = visitor.get(source.url, state.etag, state.modified)
            if answer.fetched is None:
                look = Look(source=source, problem=None if answer.unchanged else answer.reason, wait=answer.wait)
                return self._remember(source, state, answer, look)
            try:
                found = fresh(self._offered(source, answer.fetched, visitor), frozenset(state.seen), source.limit)
            except SourceError as error:
                return self._remember(source, state, answer, Look(source=source, problem=str(error)))
            return self._remember(source, state, answer, self._take(source, found, visitor))

    def _offered(self, source: Followed, fetched: Fetched, visitor: Visitor) -> tuple[Item, ...]:
        base = fetched.url or source.url
        if source.kind != "sitemap" or not is_index(fetched.data):
            return items(source.kind, fetched.data, base, source.pattern)
        found: list[Item] = []
        for child in items("sitemap", fetched.data, base)[-3:]:
            inner = visitor.get(child.url)
            if inner.fetched is not None:
                found += items("sitemap", inner.fetched.data, child.url, source.pattern)
        return tuple(found)

    def _take(self, source: Followed, found: list[Item], visitor: Visitor) -> Look:
        look = Look(source=source)
        for item in found:
            answer = visitor.get(item.url)
            if answer.fetched is None:
                refused = Refused(source=item.url, reason=answer.reason or "nothing came")
                look = replace(look, refused=(*look.refused, refused))
                if answer.wait is not None:
                    return replace(look, problem=f"{item.url}: {answer.reason}", wait=answer.wait)
                continue
            look = self._keep(look, run.document(answer.fetched, self.settings), item)
        return look

    def _keep(self, look: Look, document: Document | Refused, item: Item | None) -> Look:
        if isinstance(document, Refused):
            look = replace(look, refused=(*look.refused, document))
        elif self.register.holds(document) or not self.register.add(extract(document), added=self.stamp()):
            look = replace(look, known=look.known + 1)
        else:
            look = replace(look, added=look.added + 1)
        if item is not None:
            state = self.memory.states.get(look.source.name, State())
            self.memory.states[look.source.name] = replace(state, seen=(*state.seen, item.url)[-_KEPT:])
            self.memory.save()
        return look

    def _folder(self, source: Followed, limits: Limits) -> Look:
        look = Look(source=source)
        for document in run.documents([source.url], self.settings):
            look = self._keep(look, document, None)
        return look

    def _remember(self, source: Followed, before: State, answer: Answer, look: Look) -> Look:
        now, state = self.clock(), self.memory.states.get(source.name, before)
        if look.problem:
            failures = state.failures + 1
            wait = max(look.wait or 0.0, min(source.every * 2.0**failures, _DAY))
            state = replace(state, failures=failures, next=now + wait * random.uniform(0.9, 1.1))
        else:
            news = (*state.news, now)[-20:] if look.added else state.news
            state = replace(state, failures=0, succeeded=now, news=news, next=now + source.every)
            complete = not look.refused and look.added + look.known < source.limit
            state = replace(
                state, etag=answer.etag if complete else None, modified=answer.modified if complete else None
            )
        alarm = _alarm(source, state, look, now)
        self.memory.states[source.name] = replace(state, alarm=alarm)
        self.memory.save()
        return replace(look, alarm=alarm)


def _alarm(source: Followed, state: State, look: Look, now: float) -> str | None:
    """Why a source seems broken, if it does."""
    if state.failures >= 3:
        return f"failed {state.failures} times in a row: {look.problem}"
    if look.refused and not look.added and not look.known:
        return f"none of {len(look.refused)} new pages could be read: {look.refused[0].reason}"
    gaps = sorted(b - a for a, b in zip(state.news, state.news[1:], strict=False))
    if len(gaps) >= 4 and now - state.news[-1] > max(_SILENT * gaps[len(gaps) // 2], source.every):
        return f"nothing new for {_length(now - state.news[-1])}, usually every {_length(gaps[len(gaps) // 2])}"
    return None


def _length(seconds: float) -> str:
    for size, name in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"


def told(look: Look) -> Iterator[str]:
    """A look in lines for people."""
    counts = f"{look.added} added, {look.known} known already, {len(look.refused)} refused"
    yield f"{look.source.name}: {look.problem or counts}"
    yield from (f"  {refused.source}: {refused.reason}" for refused in look.refused[:5])
    if look.alarm:
        yield f"  alarm: {look.alarm}"


def status_of(source: Followed, memory: Memory) -> str:
    """How a source does, in one line: its name, last success, next look and alarm, with tabs between."""
    state = memory.states.get(source.name, State())
    last = _day(state.succeeded) if state.succeeded else "never"
    return (
        f"{source.name}\tlast success {last}\tnext {_day(state.next) if state.next else 'now'}\t{state.alarm or 'well'}"
    )


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
