"""Every claim beside its paragraph, as one HTML page in itself; law: no word of the document is markup."""

from html import escape
from importlib import resources

from communique._version import __version__
from communique.export.arrangement import Passage, Piece, arrange, pieces
from communique.export.phrases import date_in_words, facts, heading, standing
from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.kinds import ALL
from communique.model.reading import Reading

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
{pairs}
</style>
</head>
<body>
<header>
{head}
<p class="origin">{origin}</p>
<ul class="key">{key}</ul>
</header>
<main>
{rows}
</main>
<footer>Read by Communiqué {version}. Pass over a claim to see the words that it comes from.</footer>
</body>
</html>
"""


def page(reading: Reading) -> str:
    """The page: the text with its evidence marked by kind, and the claims in the margin."""
    document = reading.document
    numbers = {claim.id: n for n, claim in enumerate(reading.claims, 1)}
    rows = [_row(reading, passage, numbers) for passage in arrange(reading, _paragraphs(document))]
    head = rows.pop(0) if document.body_start else "<h1>Untitled</h1>"
    return _PAGE.format(
        language=escape(document.language),
        title=escape(document.title or "Untitled"),
        style=(resources.files(__package__) / "explained.css").read_text(encoding="utf-8"),
        pairs="\n".join(_pair(n) for n in numbers.values()),
        origin=_origin(document),
        key="".join(_key(reading, kind.name, kind.plural) for kind in ALL),
        head=head,
        rows="\n".join(rows),
        version=__version__,
    )


def _paragraphs(document: Document) -> list[tuple[int, int]]:
    """The lines of the text that are not empty."""
    found, start = [], 0
    for line in document.text.split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _pair(number: int) -> str:
    """A claim lights up its words, and they light it up."""
    return f"body:has(#c{number}:hover) .c{number}, body:has(.c{number}:hover) #c{number} {{ background: var(--lit) }}"


def _origin(document: Document) -> str:
    day = date_in_words(document.published) if document.published else "no publication date"
    place = document.url or document.source or ""
    link = (
        f'<a href="{escape(place)}">{escape(place)}</a>' if place.startswith(("http://", "https://")) else escape(place)
    )
    return " · ".join(filter(None, (escape(document.publisher or ""), escape(day), link)))


def _key(reading: Reading, kind: str, plural: str) -> str:
    count = len(reading.of_kind(kind))
    return f'<li class="{kind}">{plural} <b>{count}</b></li>' if count else ""


def _row(reading: Reading, passage: Passage, numbers: dict[str, int]) -> str:
    words = "".join(_piece(piece, numbers) for piece in pieces(reading, passage.start, passage.end))
    claims = "".join(_claim(claim, numbers[claim.id]) for claim in passage.claims)
    tag = "h1" if passage.start < reading.document.body_start else "p"
    return f'<section><{tag} dir="auto">{words}</{tag}><ol>{claims}</ol></section>'


def _piece(piece: Piece, numbers: dict[str, int]) -> str:
    words = f"<b>{escape(piece.text)}</b>" if piece.valued else escape(piece.text)
    if not piece.claims:
        return words
    marks = " ".join(f"c{numbers[claim.id]}" for claim in piece.claims)
    first = piece.claims[0]
    around = next((f" in-{claim.kind}" for claim in piece.claims if claim.kind != first.kind), "")
    return f'<a class="{first.kind}{around} {marks}" href="#c{numbers[first.id]}">{words}</a>'


def _claim(claim: Claim, number: int) -> str:
    sure = f" <i>{escape(standing(claim))}</i>" if standing(claim) else ""
    rows = "".join(
        f"<dt>{escape(fact.name.replace('_', ' '))}</dt> <dd>{escape(fact.text)}"
        + (f" <small>({escape(fact.basis)})</small></dd>" if fact.basis else "</dd>")
        for fact in facts(claim)
        if fact.name != "content"
    )
    name = f"<span>{claim.kind}</span> <b>{escape(heading(claim))}</b>{sure}"
    return f'<li id="c{number}" class="{claim.kind}">{name}<dl>{rows}</dl></li>'
