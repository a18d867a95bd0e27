"""A document: its text with the evidence marked by kind, and its claims in the margin, linked both ways."""

from typing import Any

from communique.export.arrangement import Passage, Piece, arrange, pieces
from communique.export.jsonl import claim as claim_json
from communique.export.phrases import facts, heading, standing
from communique.export.records import document as document_plain
from communique.model.claim import Claim
from communique.model.reading import Reading
from communique.web.query import BadQuery
from communique.web.shelf import PLURALS, Shelf
from communique.web.words import title

View = dict[str, Any]


def document(shelf: Shelf, reading: Reading, at: str = "") -> View:
    """All that the page of a document shows; `at` (`START-END`) marks a quote. Raises `BadQuery`."""
    found = reading.document
    marked = _range(at, len(found.text)) if at else None
    plain = document_plain(found)
    shelf.there(shelf.owners(found.id).values())  # read at once, for the claims that ask for theirs
    return {
        **plain,
        "title": title("document", {**plain, "text": found.text}),
        "text": found.text,
        "quote": found.text[slice(*marked)] if marked else None,
        "at": list(marked) if marked else None,
        "counts": {plural: n for kind, plural in PLURALS.items() if (n := len(reading.of_kind(kind)))},
        "passages": [_passage(shelf, reading, passage, marked) for passage in arrange(reading, _lines(found.text))],
        "claims": [{"kind": claim.kind, **claim_json(claim)} for claim in reading.claims],
    }


def _range(at: str, length: int) -> tuple[int, int]:
    start, _, end = at.partition("-")
    if start.isascii() and end.isascii() and start.isdigit() and end.isdigit() and len(at) < 20:
        first, last = int(start), int(end)
        if first < last <= length:
            return first, last
    raise BadQuery(f"at is {at[:20]!r}, but must be START-END within the {length} characters of this text.")


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _passage(shelf: Shelf, reading: Reading, passage: Passage, marked: tuple[int, int] | None) -> View:
    """A paragraph in pieces, and the claims that begin in it."""
    made = []
    for start, end, inside in _split(passage.start, passage.end, marked):
        made += [_piece(piece, inside) for piece in pieces(reading, start, end)]
    first = next((piece for piece in made if piece["marked"]), None)
    if first:
        first["first"] = marked is not None and marked[0] >= passage.start
    return {
        "start": passage.start,
        "heading": passage.start < reading.document.body_start,
        "pieces": made,
        "claims": [_claim(shelf, reading, claim) for claim in passage.claims],
    }


def _split(start: int, end: int, marked: tuple[int, int] | None) -> list[tuple[int, int, bool]]:
    """The stretch cut where the marked quote begins and ends."""
    if marked is None or marked[0] >= end or marked[1] <= start:
        return [(start, end, False)]
    a, b = max(start, marked[0]), min(end, marked[1])
    return [part for part in ((start, a, False), (a, b, True), (b, end, False)) if part[0] < part[1]]


def _piece(piece: Piece, marked: bool) -> View:
    kinds = list(dict.fromkeys(claim.kind for claim in piece.claims))
    claims = [claim.id for claim in piece.claims]
    return {"text": piece.text, "claims": claims, "kinds": kinds, "valued": piece.valued, "marked": marked}


def _claim(shelf: Shelf, reading: Reading, claim: Claim) -> View:
    id = reading.document.id
    speaker = next((c for c in reading.claims if c.id == claim.attributed_to), None)
    first = min(claim.evidence)
    return {
        "id": claim.id,
        "kind": claim.kind,
        "heading": heading(claim),
        "standing": standing(claim),
        "facts": [
            {"name": f.name.replace("_", " "), "text": f.text, "basis": f.basis}
            for f in facts(claim)
            if f.name != "content"
        ],
        "record": shelf.owner(id, claim.id),
        "according_to": getattr(speaker["speaker"], "name", None) if speaker else None,
        "at": f"{first.start}-{first.end}",
    }
