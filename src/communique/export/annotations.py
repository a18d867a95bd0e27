"""W3C Web Annotations: each claim points at its words by quote and position, one JSON-LD object a line."""

import json
from collections.abc import Iterator
from typing import Any

from communique.export import jsonl
from communique.export.holdings import Holdings
from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.reading import Reading
from communique.model.span import Span

_AROUND = 32


def write(holdings: Holdings) -> Iterator[str]:
    """The claims of all documents, document by document."""
    for reading in sorted(holdings.readings, key=lambda r: r.document.id):
        for claim in reading.claims:
            yield json.dumps(annotation(holdings, reading, claim), ensure_ascii=False) + "\n"


def annotation(holdings: Holdings, reading: Reading, claim: Claim) -> dict[str, Any]:
    """One claim: its values are the body, its evidence the targets (Web Annotation Data Model, 4.2.4 and 4.2.5)."""
    document = reading.document
    fields = {k: v for k, v in jsonl.claim(claim).items() if k not in ("evidence", "spans", "basis", "id")}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:communique:claim:{document.id}:{claim.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"id": f"urn:communique:extractor:{claim.extractor}", "type": "Software"},
        "body": {"type": "TextualBody", "format": "application/json", "value": json.dumps(fields, ensure_ascii=False)},
        "target": [_target(holdings, document, span) for span in claim.evidence],
    }


def _target(holdings: Holdings, document: Document, span: Span) -> dict[str, Any]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.quote,
        "prefix": document.text[max(0, span.start - _AROUND) : span.start],
        "suffix": document.text[span.end : span.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"source": holdings.address(document), "selector": [quote, position]}
