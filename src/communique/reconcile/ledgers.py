"""What became of acts, programmes, offices and memberships through time: stages, figures, holders, statuses.

Law: figures with different totals are never put together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from communique.model.claim import Claim
from communique.model.entity import Reference
from communique.model.record import Event, Record
from communique.reconcile.days import first_day, window
from communique.reconcile.entities import Who
from communique.reconcile.said import Said

# So long without an event, an act or programme that is not at its end is stalled.
STALLED = 274
_ENDS = ("in force", "terminated", "rejected", "completed", "abandoned")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage that a report says was reached, or is planned."""

    stage: str
    date: str | None
    planned: bool
    certainty: str
    reported: str | None
    documents: tuple[str, ...]

    @property
    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "stage": self.stage,
            "date": self.date,
            "certainty": self.certainty,
            "reported": self.reported,
            "documents": list(self.documents),
        }

    @property
    def when(self) -> int:
        """The day number by which stages are put in order."""
        return first_day(self.date) or first_day(self.reported)


def ledger(said: Sequence[Said], who: Who) -> tuple[dict[str, Any], tuple[Event, ...]]:
    """Values and history that the claims of one act or programme give besides its fields."""
    stages = _stages(said)
    reached = [stage for stage in stages if not stage.planned]
    ahead = [stage for stage in stages if stage.planned and not any(r.stage == stage.stage for r in reached)]
    last = reached[-1] if reached else None
    values: dict[str, Any] = {
        "stages": [stage.plain for stage in reached],
        "last_event": last.plain if last else None,
        "next_step": ahead[0].plain if ahead else None,
    }
    if said[0].claim.kind == "act":
        values |= {"stage": last.stage if last else None, "date": last.date if last else None}
    events = [_event(stage) for stage in stages]
    if said[0].claim.kind == "programme":
        values["figures"] = figures(said, who)
        events += [_figure_event(figure) for figure in values["figures"]]
        values["stage"] = last.stage if last else None
    return values, tuple(sorted(events, key=lambda e: (first_day(e.reported), e.what, e.documents)))


def _stages(said: Sequence[Said]) -> list[Stage]:
    """The stages in order of time, each once a date, by its first report."""
    found: dict[tuple[str, str | None, bool], list[Said]] = {}
    for item in said:
        stage, date = item.claim["stage"], item.claim["date"] if item.claim.kind == "act" else None
        if stage:
            key = (str(stage), str(date) if date else None, _planned(item.claim, item.published))
            found.setdefault(key, []).append(item)
    dated = {stage for stage, date, planned in found if date and not planned}
    stages = [
        Stage(
            stage=stage,
            date=date,
            planned=planned,
            certainty=group[0].claim.certainty,
            reported=group[0].published,
            documents=tuple(sorted({s.document for s in group})),
        )
        for (stage, date, planned), group in found.items()
        if date or planned or stage not in dated
    ]
    return sorted(stages, key=lambda s: (s.when, s.planned, s.stage))


def _planned(claim: Claim, published: str | None) -> bool:
    """Whether a stage is still to come: dated after publication, or not certain."""
    date = window(str(claim["date"])) if claim.kind == "act" and claim["date"] else None
    day = window(published)
    return claim.certainty != "certain" or bool(date and day and date[0] > day[1])


def _event(stage: Stage) -> Event:
    what = f"{stage.stage} planned" if stage.planned else stage.stage
    return Event(reported=stage.reported, what=what, values={"date": stage.date}, documents=stage.documents)


def figures(said: Sequence[Said], who: Who) -> list[dict[str, Any]]:
    """The progress figures in time, those with one total together: value, total, who says so, and when."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for item in said:
        value = item.claim["progress"]
        if value is None:
            continue
        total = str(value[1]) if isinstance(value, tuple) else "share"
        claimant = _claimant(item, who)
        key = (total, str(value), str(claimant))
        figure = {"value": list(value) if isinstance(value, tuple) else value, "total": total, "claimant": claimant}
        found.setdefault(key, {**figure, "reported": item.published, "documents": []})["documents"].append(
            item.document
        )
    return sorted(found.values(), key=lambda f: (f["total"], first_day(f["reported"]), str(f["value"])))


def _figure_event(figure: Mapping[str, Any]) -> Event:
    values = {name: figure[name] for name in ("value", "total", "claimant")}
    documents = tuple(sorted(set(figure["documents"])))
    return Event(reported=figure["reported"], what="progress reported", values=values, documents=documents)


def _claimant(said: Said, who: Who) -> dict[str, Any] | None:
    """Who says what a claim says, where it stands in a statement."""
    statement = next((c for c in said.reading.claims if c.id == said.claim.attributed_to), None)
    speaker = statement["speaker"] if statement else None
    return who.shown(said.document, speaker) if isinstance(speaker, Reference) else None


def statuses(said: Sequence[Said]) -> tuple[dict[str, Any], tuple[Event, ...]]:
    """First and last report of an office or membership, and the changes of its status."""
    events: list[Event] = []
    for item in said:
        status = str(item.claim["status"])
        if not events or events[-1].what != status:
            date = item.claim["date"] if item.claim.kind == "membership" else None
            dated = {"date": str(date)} if date else {}
            events.append(Event(reported=item.published, what=status, values=dated, documents=(item.document,)))
    days = [s.published for s in said if s.published]
    values = {
        "first_reported": min(days, key=first_day, default=None),
        "last_reported": max(days, key=first_day, default=None),
    }
    return values, tuple(events)


class Office(NamedTuple):
    """Who held which office, from the first to the last day on which it was reported; plain data."""

    role: str
    of: str
    first: str
    last: str
    person: Any


def office(post: Record) -> Office | None:
    """What of a post tells who came before and after; `None` where nothing does."""
    of, first = post.values["of"], post.values["first_reported"]
    if not of or not first or not any(e.what in ("current", "acting") for e in post.history):
        return None
    role, body = str(post.values["role"]).casefold(), str(of["id"] or of["name"])
    return Office(role, body, first, post.values["last_reported"], post.values["person"])


def neighbours(posts: Iterable[tuple[str, Office | None]]) -> dict[str, dict[str, Any]]:
    """Who held each office before and after, as far as reports tell one after the other, by the posts' ids."""
    offices: dict[tuple[str, str], list[tuple[str, Office]]] = {}
    for id, held in posts:
        if held:
            offices.setdefault((held.role, held.of), []).append((id, held))
    near: dict[str, dict[str, Any]] = {}
    for holders in offices.values():
        ordered = sorted(holders, key=lambda holder: (first_day(holder[1].first), holder[0]))
        for (id, before), (next_id, after) in pairwise(ordered):
            if first_day(before.last) <= first_day(after.first):
                near.setdefault(id, {})["successor"] = after.person
                near.setdefault(next_id, {})["predecessor"] = before.person
    return near


def with_neighbours(post: Record, near: Mapping[str, Any]) -> Record:
    """A post with who held the office before and after."""
    return replace(post, values={**post.values, "predecessor": None, "successor": None, **near})


def stalled(record: Record, as_of: str) -> bool:
    """Whether an act or programme is not at its end and nine months without an event on a day, as EDTF.

    A step that is planned for later is no event.
    """
    last = record.values.get("last_event")
    day = first_day(as_of)
    if last is None or last["stage"] in _ENDS:
        return False
    return day - max(first_day(last["date"]), first_day(last["reported"]) if not last["date"] else 0) > STALLED
