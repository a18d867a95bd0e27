"""How well the claim heads find what the gold of held-out documents says, each document read as it is when tagged."""

from collections.abc import Iterator, Sequence

from train.corpora import Item

from bench.tagger.measures import Count, Span, read, spans
from communique.extract.neural.decoding import LINKED, VALUES, Marked
from communique.extract.neural.network import Network

HEADS = ("speaking", "said", "post", "slot", "work", "membership")


def figures(network: Network, items: Sequence[Item]) -> Iterator[tuple[str, float]]:
    """Exact F1 of the runs of each head; F1 of occasions; shares of right links and values where the run is right."""
    counts = {name: Count() for name in (*HEADS, "meeting")}
    right: dict[str, list[bool]] = {}
    for item in items:
        found = read(network, item)
        for name in HEADS:
            counts[name].add(spans(item.layers[name]), _spans(found[name]))
        _occasions(item, found["meeting"], counts["meeting"])
        _linked(item, found, right)
        _valued(item, found, right)
    for name, count in counts.items():
        for label in sorted(count.wanted):
            yield f"{name} {label} F1 of {count.wanted[label]}", count.f1(label)
    for name, hits in sorted(right.items()):
        yield f"{name} right of {len(hits)}", 100 * sum(hits) / len(hits)


def _spans(marked: Sequence[Marked]) -> list[Span]:
    return [(m.run.start, m.run.end, m.run.label) for m in marked]


def _occasions(item: Item, found: Sequence[Marked], count: Count) -> None:
    """Words that are not judged count neither way."""
    labels = item.layers["meeting"]
    gold = [(i, i + 1, k) for i, k in enumerate(labels) if k not in ("O", "")]
    mine = [m.run for m in found if m.run.score >= 0.5 and labels[m.run.start] != ""]
    count.add(gold, [(r.start, r.end, r.label) for r in mine])
    count.add([(a, b, "any") for a, b, _ in gold], [(r.start, r.end, "any") for r in mine])


def _linked(item: Item, found: dict[str, list[Marked]], right: dict[str, list[bool]]) -> None:
    for channel, (head, _, _, _) in LINKED.items():
        gold = dict(item.links.get(channel, ()))
        for m in found[head]:
            if m.run.start in gold:
                hits = right.setdefault(f"link {channel}", [])
                hits.append((m.anchor if m.anchor is not None else -1) == gold[m.run.start])


def _valued(item: Item, found: dict[str, list[Marked]], right: dict[str, list[bool]]) -> None:
    for layer, (head, kind, name) in VALUES.items():
        for m in found[head]:
            wanted = item.layers[layer][m.run.start]
            value = next((v.value for v in m.values if v.name == name), None)
            if wanted and value is not None and m.run.label.startswith(kind):
                right.setdefault(f"value {layer}", []).append(value == wanted)
