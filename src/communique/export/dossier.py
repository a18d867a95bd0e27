"""A reading for people: what is planned and when, what was held, acts and programmes, who holds which office, who said
what."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.export.phrases import Fact, date_in_words, facts, heading, holder, in_words, left_out, standing
from communique.model.claim import Claim
from communique.model.reading import Reading

_HELD = ("held", "ongoing")
_COLOURS = {"cancelled": "red", "postponed": "yellow", "tentative": "yellow", "scheduled": "green", "held": "blue"}
_LEFT = 24


def render(reading: Reading) -> RenderableType:
    """The dossier of a reading, to be printed on a console; sections without claims are left out."""
    speakers = {claim.id: in_words("speaker", claim["speaker"]) for claim in reading.of_kind("statement")}
    sections = [(title, list(rows)) for title, rows in _sections(reading, speakers)]
    filled = [_section(title, rows) for title, rows in sections if rows]
    empty = Text("\nNothing found: no meeting, act, programme, office, membership or statement.", style="italic")
    return Group(_head(reading), *(filled or [empty]), *_left_out(reading), "")


def _left_out(reading: Reading) -> Iterator[Text]:
    """What other engines claimed that did not stand the checks."""
    for engine in dict.fromkeys(dropped.engine for dropped in reading.dropped):
        told = left_out(dropped for dropped in reading.dropped if dropped.engine == engine)
        yield Text(f"\n{engine}: {told}", style="italic")


def _sections(reading: Reading, speakers: dict[str, str]) -> Iterator[tuple[str, Iterable[tuple[Text, Text]]]]:
    meetings = sorted(reading.of_kind("meeting"), key=_when)
    planned = [claim for claim in meetings if claim["status"] not in _HELD]
    yield "Planned", (_dated(claim, speakers) for claim in planned)
    yield "Held", (_dated(claim, speakers) for claim in meetings if claim["status"] in _HELD)
    work = (*reading.of_kind("act"), *reading.of_kind("programme"))
    yield "Acts and programmes", (_dated(claim, speakers) for claim in work)
    yield "Offices", (_named(claim, speakers) for claim in reading.of_kind("post"))
    yield "Memberships", (_named(claim, speakers) for claim in reading.of_kind("membership"))
    yield "Said", _said(reading.of_kind("statement"))


def _when(claim: Claim) -> tuple[bool, str]:
    """Undated meetings come last."""
    return claim["date"] is None, str(claim["date"])


def _head(reading: Reading) -> RenderableType:
    document = reading.document
    day = date_in_words(document.published) if document.published else "no publication date"
    origin = [document.publisher, day, document.url or document.source]
    lines = [Text(document.title or "(no title)", style="bold"), Text(" · ".join(filter(None, origin)), style="dim")]
    return Group("", *lines)


def _section(title: str, rows: list[tuple[Text, Text]]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=_LEFT)
    table.add_column(overflow="fold")
    for left, right in rows:
        table.add_row(left, right)
    return Group(Text(f"\n{title}", style="bold cyan"), Padding(table, (0, 0, 0, 2)))


def _dated(claim: Claim, speakers: dict[str, str]) -> tuple[Text, Text]:
    """A meeting, act or programme: its time at the left, what it is and what is known of it at the right."""
    when = "date" if claim.kind != "programme" else "period"
    value = claim[when]
    unknown = "no date" if claim.kind == "meeting" else ""
    left = Text(date_in_words(str(value)) if value else unknown, style="" if value else "dim")
    right = Text(heading(claim), style="bold")
    status = in_words("status", claim["status"] if claim.kind == "meeting" else claim["stage"])
    right.append(_notes(claim, status))
    known = [fact for fact in facts(claim) if fact.name not in (when, "status", "stage")]
    for fact in _grouped(claim, known):
        right.append(f"\n{fact.name}: ", style="dim")
        right.append(fact.text)
    right.append_text(_origin(claim, claim.basis.get(when), speakers))
    return left, right


def _grouped(claim: Claim, known: list[Fact]) -> Iterator[Fact]:
    """The facts with place, and with the number of agenda items beside the items."""
    count = in_words("agenda_count", claim["agenda_count"]) if claim.kind == "meeting" else ""
    for fact in known:
        if fact.name == "agenda" and count:
            yield Fact(name=f"agenda ({count} items)", text=fact.text)
        elif fact.name == "agenda_count" and not claim["agenda"]:
            yield Fact(name="items on the agenda", text=fact.text)
        elif fact.name not in ("agenda_count", "kind"):
            yield fact


def _notes(claim: Claim, status: str) -> Text:
    notes = Text()
    for word in filter(None, (status, *standing(claim).split(", "))):
        notes.append(" · ", style="dim")
        notes.append(word, style=_COLOURS.get(word, "yellow" if word != status else ""))
    return notes


def _origin(claim: Claim, basis: str | None, speakers: dict[str, str]) -> Text:
    """How the date follows, and whose word it is."""
    speaker = speakers.get(claim.attributed_to or "")
    told = filter(None, (f"date: {basis}" if basis else "", f"according to {speaker}" if speaker else ""))
    words = "; ".join(told)
    return Text(f"\n{words}" if words else "", style="dim italic")


def _named(claim: Claim, speakers: dict[str, str]) -> tuple[Text, Text]:
    """A post or membership: who at the left, what at the right."""
    name, _, rest = heading(claim).partition(": ")
    right = Text(rest)
    status = in_words("status", claim["status"]) if claim.kind == "post" else ""
    right.append(_notes(claim, "" if status == "current" else status))
    if claim.kind == "membership" and claim["date"]:
        right.append(f" · {date_in_words(str(claim['date']))}")
    return Text(name, style="bold"), right


def _said(claims: Iterable[Claim]) -> Iterator[tuple[Text, Text]]:
    """Statements: who at the left, the words at the right, the first time under the speaker's office."""
    known: set[str] = set()
    for claim in claims:
        name = in_words("speaker", claim["speaker"])
        office = holder(in_words("role", claim["role"]), in_words("of", claim["of"]))
        right = Text(f"{office}\n" if office and name not in known else "", style="dim")
        known.add(name)
        yield Text(name, style="bold"), right.append_text(_words(claim))


def _words(claim: Claim) -> Text:
    content = in_words("content", claim["content"])
    words = Text(f"“{content}”" if claim["kind"] == "direct" else content, style="not dim")
    via = in_words("via", claim["via"])
    words.append(f"\n{via}" if via else "", style="dim italic")
    words.append(_notes(claim, ""))
    return words
