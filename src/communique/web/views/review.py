"""What waits for a person: what is unsure in the register, with both sides' words and the decisions that settle it."""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from communique.model.doubt import Doubt
from communique.model.record import Record
from communique.reconcile.review import review
from communique.web.near import doubtful
from communique.web.shelf import PLURALS, Shelf
from communique.web.words import in_words, title

View = dict[str, Any]
NAME = "waiting"
MOST = 1_000
Key = tuple[str, str]
_KEYS = {"same": "s", "different": "d", "accept": "a", "reject": "x", "undo": "u"}
_AROUND = 160


def waiting(shelf: Shelf) -> list[View]:
    """The questions that are open, the worst first."""
    found: list[View] = shelf.digest(NAME, make)
    return found


def make(shelf: Shelf) -> list[View]:
    """The same, made of some documents: at most the worst `MOST`, and none about what is no record of all."""
    found = (_question(shelf, doubt) for doubt in review(doubtful(shelf)) if all(map(shelf.record, doubt.records)))
    return list(islice(found, MOST))


def _question(shelf: Shelf, doubt: Doubt) -> View:
    record = shelf.record(doubt.records[0]) if doubt.records else None
    conflict = doubt.what == "conflict"
    return {
        "id": "q" + hashlib.sha256(f"{doubt.what} {doubt.words}".encode()).hexdigest()[:12],
        "what": doubt.what,
        "words": doubt.words,
        "reason": doubt.reason or doubt.words,
        "score": doubt.score,
        "kind": PLURALS.get(doubt.kind, doubt.kind),
        "record": record.id if record else None,
        "title": title(record.kind, record.values) if record else doubt.words,
        "support": record.support if record else 0,
        "field": doubt.choices[0][2] if conflict else None,
        "sides": _conflicting(shelf, doubt, record) if conflict and record else _sides(shelf, doubt),
        "choices": [_choice(choice, n, conflict) for n, choice in enumerate(doubt.choices, 1)],
    }


def _choice(choice: Sequence[str], number: int, conflict: bool) -> View:
    """A decision as a form sends it, and its key."""
    action, *things = choice
    form = {"action": action}
    if action == "undo":
        form["decision"] = things[0]
    elif action in ("same", "different"):
        form |= {"thing": things[0], "other": things[1]}
    else:
        form |= dict(zip(("thing", "field", "value"), things, strict=False))
    return {"form": form, "key": str(number) if conflict and number < 10 else _KEYS.get(action, "")}


def at_once(question: View, action: str) -> dict[str, str] | None:
    """The form by which a question is decided among others, if it can be.

    Of a conflict, the value that is shown is accepted, or the only other one is rejected.
    """
    choices: list[dict[str, str]] = [choice["form"] for choice in question["choices"]]
    if question["what"] != "conflict":
        return next((form for form in choices if form["action"] == action), None)
    sides = [(form, side["shown"]) for form, side in zip(choices, question["sides"], strict=False)]
    if action == "accept":
        return next((form for form, shown in sides if shown), None)
    others = [form for form, shown in sides if not shown]
    return {**others[0], "action": "reject"} if action == "reject" and len(others) == 1 else None


def _conflicting(shelf: Shelf, doubt: Doubt, record: Record) -> list[View]:
    """The values of a field, each with the words of its reports."""
    name = doubt.choices[0][2]
    return [
        {
            "text": in_words(name, variant.value),
            "shown": variant.shown,
            "quotes": _quotes(shelf, _saying(record, variant.documents), name),
        }
        for variant in record.variants.get(name, ())
    ]


def _saying(record: Record, documents: Sequence[str]) -> list[Key]:
    return [(report.document, report.item) for report in record.reports if report.document in documents]


def _sides(shelf: Shelf, doubt: Doubt) -> list[View]:
    """The things that the first choice names, else the reports that it rests on."""
    things = doubt.choices[0][1:] if doubt.choices and doubt.choices[0][0] in ("same", "accept") else ()
    if not things:
        keys = [(report.document, report.item) for report in doubt.reports]
        return [{"text": doubt.words, "shown": False, "quotes": _quotes(shelf, keys)}]
    return [_side(shelf, thing) for thing in things[:2]]


def _side(shelf: Shelf, thing: str) -> View:
    document, colon, item = thing.partition(":")
    record = shelf.record((shelf.owner(document, item) or "") if colon else thing)
    keys = [(document, item)] if colon else [(r.document, r.item) for r in record.reports] if record else []
    text = title(record.kind, record.values) if record else thing
    return {"text": text, "shown": False, "quotes": _quotes(shelf, keys)}


def _quotes(shelf: Shelf, keys: Iterable[Key], name: str = "") -> list[View]:
    """The words of some items; of a claim, those of a field where it has them."""
    found = ((document, span) for document, item in keys for span in _spans(shelf, document, item, name)[:1])
    return [_quote(shelf, document, span.start, span.end) for document, span in islice(found, 4)]


def _spans(shelf: Shelf, document: str, item: str, name: str) -> Any:
    sheet = shelf.sheet(document)
    claim, entity = (sheet.claim(item), sheet.entity(item)) if sheet else (None, None)
    if claim:
        return claim.spans.get(name) or claim.evidence
    return entity.mentions if entity else ()


def _quote(shelf: Shelf, document: str, start: int, end: int) -> View:
    """The words in the line that they stand in."""
    sheet = shelf.sheet(document)
    if sheet is None:
        return {}
    found = sheet.document
    first, last = found.text.rfind("\n", 0, start) + 1, found.text.find("\n", end)
    last = len(found.text) if last < 0 else last
    first, last = max(first, start - _AROUND), min(last, end + _AROUND)
    pieces = {"before": found.text[first:start], "quote": found.text[start:end], "after": found.text[end:last]}
    told = {"title": found.title or found.id, "publisher": found.publisher, "published": found.published}
    return {"document": document, **told, "start": start, "end": end, **pieces}
