"""One look at a source, and how it is told to people."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.following.times import day, length
from communique.model.followed import Edit, SourceState
from communique.model.reading import Refused
from communique.sources.plan import Followed

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a source: how many items were new, known or refused, what was edited, and what went wrong.

    `wait` is how long not to come back, in seconds; `alarms` is what seems broken now, `begun` and `ended` which of it
    this look began or ended; `more` says that items were left for the next look.
    """

    source: Followed
    added: int = 0
    known: int = 0
    refused: tuple[Refused, ...] = ()
    edits: tuple[Edit, ...] = ()
    problem: str | None = None
    wait: float | None = None
    more: bool = False
    alarms: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    ended: bool = False

    @property
    def tells(self) -> bool:
        """Whether anything came of it."""
        return bool(self.added or self.refused or self.edits or self.problem or self.begun or self.ended)

    @property
    def alarm(self) -> str | None:
        """What seems broken, in one line."""
        return "; ".join(self.alarms) or None


def told(look: Look) -> Iterator[str]:
    """A look in lines for people, and for a log."""
    counts = f"{look.added} added, {look.known} known already, {len(look.refused)} refused"
    edits = f", {len(look.edits)} edited" if look.edits else ""
    came = f" ({counts}{edits})" if look.added or look.refused or look.edits else ""
    yield f"{look.source.name}: {look.problem + came if look.problem else counts + edits}"
    yield from (f"  {refused.source}: {refused.reason}" for refused in look.refused[:_SHOWN])
    for edit in look.edits[:_SHOWN]:
        yield f"  edited: {edit.address}" if edit.after else f"  gone: {edit.address}"
        yield from (f"    {a.kind} {a.title[:80]}: {a.what}" for a in edit.alterations)
    yield from (f"  alarm: {text}" for text in look.begun)
    if look.ended:
        yield "  no alarm any more"


def status_of(source: Followed, state: SourceState | None) -> str:
    """How a source does, in one line: its name, last success, next look, yield, lag and alarm, with tabs between."""
    state = state or SourceState(name=source.name)
    lag = f"lag {length(state.lag)}" if state.lag is not None else "lag unknown"
    parts = (
        source.name,
        f"last success {day(state.succeeded) if state.succeeded else 'never'}",
        f"next {day(state.next) if state.next else 'now'}",
        f"{state.added} added, {state.refused} refused, {state.edited} edited",
        lag,
        state.alarm or state.problem or "well",
    )
    return "\t".join(parts)
