"""Two readers compared, as one HTML page in itself; law: no word of a document or an engine is markup."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from communique._version import __version__
from communique.export.compared import figure, sides
from communique.scoring.comparison import ONLY_FIRST, ONLY_SECOND, OTHERWISE, Comparison, Difference
from communique.scoring.figures import Scores

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --line: #8886; --soft: #8882 }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 68rem; margin: 2rem auto; padding: 0 1rem }}
table {{ border-collapse: collapse; margin: .5rem 0 2rem }}
th, td {{ padding: .25rem .75rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top }}
th:first-child, td:first-child, .differences td {{ text-align: left }}
.differences {{ width: 100% }}
.differences p {{ margin: 0 }}
q {{ display: block; opacity: .75 }}
.tag {{ background: var(--soft); border-radius: .25rem; padding: 0 .4rem; white-space: nowrap }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>A is <b>{first}</b>, B is <b>{second}</b>; {documents} read by both.</p>
{tables}
{differences}
<footer>Compared by Communiqué {version}.</footer>
</body>
</html>
"""


def page(comparison: Comparison) -> str:
    """The page: the figures, then the differences document by document."""
    first, second = comparison.engines
    tables = [_table("Agreement", ("both", "only A", "only B", "F1", "values otherwise"), _agreement(comparison))]
    for name, scores in zip(("A", "B"), comparison.scores or (), strict=False):
        tables.append(_table(f"{name} on gold", ("gold", "precision", "recall", "F1", "slot F1"), _scores(scores)))
    count = comparison.documents
    return _PAGE.format(
        title="Two readers compared",
        first=escape(first),
        second=escape(second),
        documents=f"{count} document{'' if count == 1 else 's'}",
        tables="\n".join(tables),
        differences="\n".join(_documents(comparison.differences)),
        version=__version__,
    )


def _agreement(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for plural, a in comparison.agreements.items():
        yield (plural, str(a.both), str(a.first), str(a.second), figure(a.f1), str(a.otherwise))


def _scores(scores: Scores) -> Iterator[tuple[str, ...]]:
    for plural, score in scores.kinds.items():
        found = score.found
        figures = map(figure, (found.precision, found.recall, found.f1, score.slot_f1))
        yield (plural, str(score.gold), *figures)
    yield ("mean", "", "", "", figure(scores.mean_f1), figure(scores.mean_slot_f1))


def _table(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in ("", *columns))
    body = "\n".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<h2>{escape(title)}</h2>\n<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def _documents(differences: Iterable[Difference]) -> Iterator[str]:
    for document, found in groupby(differences, key=lambda difference: difference.document):
        rows = "\n".join(map(_row, found))
        yield f'<h2>{escape(document)}</h2>\n<table class="differences"><tbody>{rows}</tbody></table>'


def _row(difference: Difference) -> str:
    what = {ONLY_FIRST: "only A", ONLY_SECOND: "only B", OTHERWISE: (difference.field or "").replace("_", " ")}
    told = "".join(f'<p dir="auto">{escape(side)}</p>' for side in sides(difference))
    words = f'<q dir="auto">{escape(difference.words)}</q>' if difference.words else ""
    tag = f'<span class="tag">{escape(what[difference.what])}</span>'
    return f"<tr><td>{difference.kind} {tag}</td><td>{told}{words}</td></tr>"
