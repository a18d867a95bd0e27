"""How well records match the gold; a mention that no record covers stands alone, which costs recall."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations

from bench.resolution.gold import Mention
from communique.model.reading import Reading
from communique.model.record import Record
from communique.model.span import Span

Found = Mapping[tuple[str, str], str]
Marked = Mapping[Hashable, str]
# A found mention is a gold one if it shares this part of the shorter of them.
_PART = 0.5


def owners(records: Iterable[Record]) -> Found:
    """The record of each entity or claim, by the document's id and its own."""
    return {(report.document, report.item): record.id for record in records for report in record.reports}


def entities(mentions: Sequence[Mention], readings: Mapping[str, Reading], found: Found) -> tuple[Marked, Marked]:
    """Each mention's cluster by the gold, and its record where one covers it, or the same words in the same story."""
    gold: dict[Hashable, str] = {}
    ours: dict[Hashable, str] = {}
    for mention in mentions:
        key = (mention.document, mention.start, mention.kind)
        gold[key] = mention.cluster
        reading = readings[mention.document]
        things = reading.people if mention.kind == "person" else reading.bodies
        spans = [(span, thing.id) for thing in things for span in thing.mentions]
        words = reading.document.text[mention.start : mention.end]
        best = max(((_alike(mention, span), id) for span, id in spans), default=(0.0, ""))
        same = sorted(id for span, id in spans if span.quote == words)
        if best[0] > 0 or same:
            ours[key] = found[reading.document.id, best[1] if best[0] > 0 else same[0]]
    return gold, ours


def meetings(
    reports: Mapping[tuple[str, str], Sequence[Mention]], readings: Mapping[str, Reading], found: Found
) -> tuple[Marked, Marked]:
    """Each report's meeting by the gold, and its record where a claim's evidence has its words."""
    gold: dict[Hashable, str] = {}
    ours: dict[Hashable, str] = {}
    for (cluster, document), mentions in reports.items():
        gold[cluster, document] = cluster
        reading = readings[document]
        scored = []
        for claim in reading.of_kind("meeting"):
            score = sum(max(_alike(mention, span) for span in claim.evidence) for mention in mentions)
            scored.append((score, claim.id))
        best = max(scored, default=(0.0, ""))
        if best[0] > 0:
            ours[cluster, document] = found[reading.document.id, best[1]]
    return gold, ours


def b_cubed(gold: Marked, ours: Marked) -> tuple[float, float, float]:
    """Precision, recall and F1 of B³."""
    found = {item: ours.get(item) or f"alone {item}" for item in gold}
    theirs, mine = _sets(gold), _sets(found)
    shared = {item: len(theirs[gold[item]] & mine[found[item]]) for item in gold}
    precision = sum(n / len(mine[found[item]]) for item, n in shared.items()) / len(gold)
    recall = sum(n / len(theirs[gold[item]]) for item, n in shared.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pairs(gold: Iterable[frozenset[str]], ours: Iterable[frozenset[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs within groups."""
    want, have = _pairs(gold), _pairs(ours)
    right = len(want & have)
    return right / max(1, len(have)), right / len(want), 2 * right / max(1, len(want) + len(have))


def one_record(cluster: str, gold: Marked, ours: Marked) -> str:
    """Whether the reports of a meeting are in one record and no others are in it, in words."""
    items = [item for item, own in gold.items() if own == cluster]
    records = Counter(ours[item] for item in items if item in ours)
    if not records:
        return f"{cluster}: none of {len(items)} reports found"
    record, most = records.most_common(1)[0]
    others = sorted({gold[item] for item, own in ours.items() if own == record and gold[item] != cluster})
    told = f"{most} of {sum(records.values())} found reports ({len(items)} in the gold) in the largest record"
    joined = f"joined with {', '.join(others)}" if others else "joined with no other"
    return f"{cluster}: {'one record' if len(records) == 1 else f'{len(records)} records'}, {told}, {joined}"


def _alike(mention: Mention, span: Span) -> float:
    """How much a found span is a mention: what they share, of all that either covers."""
    shared = min(mention.end, span.end) - max(mention.start, span.start)
    shorter = min(mention.end - mention.start, span.end - span.start)
    if shared < _PART * shorter or shared <= 0:
        return 0.0
    return shared / (max(mention.end, span.end) - min(mention.start, span.start))


def _sets(marked: Mapping[Hashable, str]) -> Mapping[str, set[Hashable]]:
    found: dict[str, set[Hashable]] = defaultdict(set)
    for item, cluster in marked.items():
        found[cluster].add(item)
    return found


def _pairs(groups: Iterable[frozenset[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}
