"""MEANTIME: 60 Wikinews articles as tokens, with anchored TIMEX3; value F1 over its DATE expressions."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from bench.dates.timeml import Annotated, Score, compare, found
from communique.extract.dates.timex import Timex

_TOKEN = re.compile(r'<token number="\d+" sentence="(\d+)" t_id="(\d+)">([^<]*)</token>')
_TIMEX = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>|<TIMEX3 ([^>]*)/>", re.S)
_SAID = re.compile(r'(\w+)="([^"]*)"')


def load(path: Path) -> tuple[Annotated, int]:
    """One document, its tokens with single spaces, a line a sentence; and where its annotated first sentences end."""
    source = path.read_text(encoding="utf-8")
    text, places, ends = "", {}, {}
    last = None
    for sentence, number, word in _TOKEN.findall(source):
        text += "" if last is None else " " if sentence == last else "\n\n" if int(sentence) < 3 else "\n"
        last = sentence
        start = len(text)
        text += html.unescape(word)
        places[number] = (start, len(text))
        ends[sentence] = len(text)
    sentences = {number: sentence for sentence, number, _ in _TOKEN.findall(source)}
    marked = [int(sentences[n]) for n in re.findall(r'<token_anchor t_id="(\d+)"', source)]
    limit = ends[str(max(marked))]
    gold, published = [], None
    for said, inner, _ in _TIMEX.findall(source):
        values = dict(_SAID.findall(said))
        spans = [places[n] for n in re.findall(r't_id="(\d+)"', inner)]
        if values.get("functionInDocument") == "CREATION_TIME":
            published = values["value"][:10]
        if spans:
            gold.append(Timex(start=spans[0][0], end=spans[-1][1], type=values["type"], value=values.get("value", "")))
    return Annotated(path.name, text, published, tuple(sorted(gold, key=lambda t: t.start))), limit


def documents(folder: Path) -> Iterator[tuple[Annotated, int]]:
    """All documents that have a publication date."""
    for path in sorted(folder.glob("corpus_*/*.xml")):
        yield load(path)


def run(folder: Path) -> Score:
    """The score over DATE; expressions of other types are left out on both sides, as is what overlaps them in gold."""
    score = Score()
    for document, limit in documents(folder):
        dates = [g for g in document.gold if g.type == "DATE"]
        others = [g for g in document.gold if g.type != "DATE" and not any(_meet(g, d) for d in dates)]
        system = [
            t for t in found(document) if t.type == "DATE" and t.end <= limit and not any(_meet(o, t) for o in others)
        ]
        compare(Annotated(document.name, document.text, document.published, tuple(dates)), system, score)
    return score


def _meet(a: Timex, b: Timex) -> bool:
    return a.start < b.end and b.start < a.end
