"""What the tagger is trained on, read from `../shared` and `train/data`: corpora of words, documents with claims."""

import csv
import hashlib
import html
import re
from collections.abc import Iterable
from pathlib import Path

from train import claims, corpora
from train.corpora import Item

DATA = Path("../shared/data")
CLAIMS = (Path("../shared/gold/train"), Path("train/data"))
HELD = 12
"""One document with claims in so many is kept for choosing between models."""


def word_corpora() -> dict[str, list[Item]]:
    """The corpora of words, a document an item where the corpus knows documents."""
    names = DATA / "names"
    parts = corpora.splits(names / "gum" / "splits.md")
    gum = [i for i in corpora.treebank(names / "gum" / "gum-permissive.conllu.gz") if i.name in parts["train"]]
    labels = corpora.uner(names / "uner" / "en_ewt-ud-train.2022-12-02.iob2")
    ewt = corpora.treebank(names / "ewt" / "en_ewt-ud-train.rebuilt.conllu.gz", labels)
    return {
        "ewt": by_document(ewt),
        "gum": by_document(gum),
        "polnear": by_document(corpora.polnear(DATA / "polnear" / "train.jsonl.gz")),
        "crossner": list(corpora.crossner(names / "crossner" / "politics" / "train.txt")),
        "re3d": list(corpora.re3d(names / "re3d", held=False)),
    }


def by_document(items: Iterable[Item]) -> list[Item]:
    """Neighbouring items with one name as one."""
    groups: list[list[Item]] = []
    for item in items:
        if not groups or groups[-1][0].name != item.name:
            groups.append([])
        groups[-1].append(item)
    return [corpora.joined(g) for g in groups]


def plain_texts() -> list[Item]:
    """News without labels, to learn from teachers; articles of the development test are left out."""
    tests = {title_of(path) for path in Path("../shared/gold").glob("*/docs/*.txt")}
    texts = []
    for path in sorted((DATA / "news" / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            texts += [f"{r['title']}\n\n{r['text']}" for r in rows if _plain(r["title"]) not in tests]
    for path in sorted((DATA / "time" / "tbaq").glob("*.tml")):
        marked = path.read_text(encoding="utf-8", errors="replace").partition("<TEXT>")[2].partition("</TEXT>")[0]
        texts.append(html.unescape(re.sub(r"<[^>]*>", "", marked)).strip())
    return [corpora.unlabelled(t) for t in texts if t]


def title_of(path: Path) -> str:
    """The title of a document with front matter, letters only."""
    found = re.search(r"^title: (.*)$", path.read_text(encoding="utf-8"), re.M)
    return _plain(found[1]) if found else ""


def _plain(title: str) -> str:
    return re.sub(r"\W+", "", title.lower())


def claim_documents(*, held: bool) -> list[Item]:
    """Documents with claims: those to train on, or those held out."""
    folders = [p for root in CLAIMS for p in sorted(root.iterdir()) if (p / "gold").is_dir()]
    return [i for i in claims.items(folders) if is_held(i.name) == held]


def is_held(name: str) -> bool:
    """Whether the document of this name is held out."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD == 0
