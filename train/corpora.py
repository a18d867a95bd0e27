"""The corpora of words as training items: each a document's sentences with the layers that the corpus knows."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ATTRIBUTION = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
UNER = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
NEWS = ["O", *(f"{b}-{k}" for k in ("PERSON", "ORGANIZATION", "LOCATION", "MISC", "DATE") for b in "BI")]
_POLITICS = ("politician", "person", "organisation", "politicalparty", "event", "election", "country", "location")
CROSSNER = ["O", *(f"{b}-{k}" for k in (*_POLITICS, "misc") for b in "BI")]
RE3D = ["O", *(f"{b}-{k}" for k in ("Organisation", "Person", "Location", "Temporal", "Nationality") for b in "BI")]


@dataclass(slots=True)
class Item:
    """Words of some sentences; `layers` holds a label a word, `heads` an index into the item (-1: root)."""

    words: list[str]
    lengths: list[int]
    layers: dict[str, list[str]] = field(default_factory=dict)
    heads: list[int] | None = None
    deprels: list[str] | None = None
    links: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    name: str = ""


def conllu(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Document id and rows of each sentence, words only."""
    document, rows = "", []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                document = line[14:].strip()
            elif line == "\n":
                yield document, rows
                rows = []
            elif line[0] != "#":
                row = line.rstrip("\n").split("\t")
                if row[0].isdigit():
                    rows.append(row)


def treebank(path: Path, names: dict[str, list[str]] | None = None) -> Iterator[Item]:
    """A UD treebank, one item a sentence; `names` maps a sentence's words, joined, to its name labels."""
    for document, rows in conllu(path):
        words = [r[1] for r in rows]
        item = Item(words, [len(words)], {"upos": [r[3] for r in rows]}, name=document)
        item.heads = [int(r[6]) - 1 for r in rows]
        item.deprels = [r[7] for r in rows]
        labels = (names or {}).get(" ".join(words))
        if labels:
            item.layers["names"] = labels
        yield item


def uner(path: Path) -> dict[str, list[str]]:
    """Name labels of each sentence of a UNER file, by its words joined."""
    found: dict[str, list[str]] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        rows = [r for r in rows if r[0].isdigit()]
        if rows:
            found[" ".join(r[1] for r in rows)] = legal([r[2] if r[2] in UNER else "O" for r in rows])
    return found


def legal(labels: list[str]) -> list[str]:
    """The labels with every run begun by a B."""
    fixed = list(labels)
    for i, label in enumerate(labels):
        if label.startswith("I-") and (i == 0 or fixed[i - 1][2:] != label[2:]):
            fixed[i] = f"B-{label[2:]}"
    return fixed


def polnear(path: Path) -> Iterator[Item]:
    """PolNeAR, one item a paragraph."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield attributions(row)


def attributions(row: dict[str, list[str]]) -> Item:
    """One line of PolNeAR, in its own or in CofeNet's form."""
    words = [_plain(w) for w in row["tokens"]]
    kept = {k[2:] for k in NEWS[1:]}
    news = legal_runs([n if n in kept else "O" for n in row["ner"]])
    lengths = [len(words)]
    if "sent" in row:
        lengths = [row["sent"].count(s) for s in dict.fromkeys(row["sent"])]
    return Item(words, lengths, {"attribution": legal(row["labels"]), "news": news}, name=str(row["id"]))


def legal_runs(kinds: list[str]) -> list[str]:
    """BIO labels of kinds that are given without B and I."""
    return ["O" if k == "O" else f"{'I' if i and kinds[i - 1] == k else 'B'}-{k}" for i, k in enumerate(kinds)]


def _plain(word: str) -> str:
    return {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}.get(word, word)


def crossner(path: Path) -> Iterator[Item]:
    """CrossNER politics, one item a sentence."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
        if rows:
            labels = legal([r[1] if r[1] in CROSSNER else "O" for r in rows])
            yield Item([r[0] for r in rows], [len(rows)], {"crossner": labels}, name="crossner")


def re3d(folder: Path, held: bool) -> Iterator[Item]:
    """re3d, one item a document; every seventh document of a folder is held out."""
    from communique.extract.tokens import split

    for place in sorted(p for p in folder.iterdir() if (p / "documents.json").exists()):
        entities: dict[str, list[dict[str, str]]] = {}
        for row in _lines(place / "entities.json"):
            entities.setdefault(row["documentId"], []).append(row)
        for i, document in enumerate(_lines(place / "documents.json")):
            if (i % 7 == 0) != held:
                continue
            sentences = split(document["text"])
            tokens = [t for s in sentences for t in s.tokens]
            spans = [(int(e["begin"]), int(e["end"]), e["type"]) for e in entities.get(document["_id"], ())]
            labels = project([(t.start, t.end) for t in tokens], [s for s in spans if f"B-{s[2]}" in RE3D])
            yield Item([t.text for t in tokens], [len(s.tokens) for s in sentences], {"re3d": labels}, name="re3d")


def _lines(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def project(tokens: Iterable[tuple[int, int]], spans: list[tuple[int, int, str]]) -> list[str]:
    """BIO labels of tokens under spans of characters; of spans that overlap the longest counts."""
    tokens = list(tokens)
    labels = ["O"] * len(tokens)
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        under = [i for i, (a, b) in enumerate(tokens) if a < end and start < b]
        if under and all(labels[i] == "O" for i in under):
            for i in under:
                labels[i] = f"I-{kind}"
            labels[under[0]] = f"B-{kind}"
    return labels


def unlabelled(text: str) -> Item:
    """A text that nobody has labelled."""
    from communique.extract.tokens import split

    sentences = split(text)
    return Item([t.text for s in sentences for t in s.tokens], [len(s.tokens) for s in sentences])


def splits(path: Path) -> dict[str, set[str]]:
    """GUM's documents of each part."""
    parts: dict[str, set[str]] = {}
    part = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif found := re.match(r"\s*\* (\S+)", line):
            parts.setdefault(part, set()).add(found[1])
    return parts


def joined(items: list[Item]) -> Item:
    """Neighbouring items of one corpus as one; a layer that one of them lacks is not judged there ("")."""
    whole = Item([], [], {k: [] for i in items for k in i.layers}, name=items[0].name)
    if items[0].heads is not None:
        whole.heads, whole.deprels = [], []
    for item in items:
        shift = len(whole.words)
        whole.words += item.words
        whole.lengths += item.lengths
        for kind in list(whole.layers):
            whole.layers[kind] += item.layers.get(kind) or [""] * len(item.words)
        if whole.heads is not None and whole.deprels is not None:
            whole.heads += [h + shift if h >= 0 else -1 for h in item.heads or ()]
            whole.deprels += item.deprels or ()
        for kind, pairs in item.links.items():
            whole.links.setdefault(kind, []).extend((a + shift, b + shift if b >= 0 else -1) for a, b in pairs)
    return whole
