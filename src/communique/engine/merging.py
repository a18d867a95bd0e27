"""Claims of the parts of a document made those of the whole; law: what is said twice is one claim, with both its words.

Two claims of a kind are one where what they are about is the same, and no other value of theirs disagrees.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from communique.model.claim import Claim, Value
from communique.model.kinds import KINDS

_ABOUT = {
    "post": (("person", "role", "of"),),
    "membership": (("member", "body", "status"),),
    "meeting": (("body", "date"), ("body", "ordinal"), ("participants", "date")),
    "programme": (("name",),),
    "act": (("name", "kind"),),
    "statement": (("content",),),
}
_UNITED = ("entities", "passages")


def merged(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in order, each once, numbered anew by kind."""
    kept: list[Claim] = []
    places: dict[Hashable, list[int]] = {}
    for claim in claims:
        keys = list(_keys(claim))
        near = sorted({at for key in keys for at in places.get(key, ())})
        at = next((at for at in near if _agree(kept[at], claim)), None)
        if at is None:
            at = len(kept)
            kept.append(claim)
        else:
            kept[at] = _both(kept[at], claim)
        for key in keys:
            places.setdefault(key, []).append(at)
    return numbered(kept)


def numbered(claims: Sequence[Claim], after: Sequence[Claim] = ()) -> tuple[Claim, ...]:
    """The claims under new ids, by kind from one, or from where others end; attributions follow."""
    counts, taken, ids = Counter(claim.kind for claim in after), {claim.id for claim in after}, []
    for claim in claims:
        counts[claim.kind] += 1
        while f"{claim.kind}{counts[claim.kind]}" in taken:
            counts[claim.kind] += 1
        ids.append(f"{claim.kind}{counts[claim.kind]}")
    now = {claim.id: id for claim, id in zip(claims, ids, strict=True)}
    return tuple(
        replace(claim, id=id, attributed_to=now.get(claim.attributed_to or ""))
        for claim, id in zip(claims, ids, strict=True)
    )


def _keys(claim: Claim) -> Iterator[Hashable]:
    """What a claim can be one with another by."""
    for fields in _ABOUT[claim.kind]:
        values = tuple(claim[name] for name in fields)
        if all(value is not None or name == "of" for name, value in zip(fields, values, strict=True)):
            yield (claim.kind, claim.polarity, fields, values)
    yield (claim.kind, claim.polarity, frozenset(claim.values.items()))


def _agree(a: Claim, b: Claim) -> bool:
    """Whether no value of one disagrees with one of the other."""
    single = (f.name for f in KINDS[a.kind].fields if f.type not in _UNITED)
    return all(a[name] is None or b[name] is None or a[name] == b[name] for name in single)


def _both(a: Claim, b: Claim) -> Claim:
    types = {f.name: f.type for f in KINDS[a.kind].fields}
    values = {**b.values, **a.values}
    for name in set(a.values) & set(b.values):
        if types[name] in _UNITED:
            values[name] = _united(a.values[name], b.values[name])
    spans = {name: tuple(dict.fromkeys((*a.spans.get(name, ()), *b.spans.get(name, ())))) for name in values}
    return replace(
        a,
        values=values,
        spans={name: found for name, found in spans.items() if found},
        basis={**b.basis, **a.basis},
        evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
    )


def _united(a: Value, b: Value) -> Value:
    both = (*a, *b) if isinstance(a, tuple) and isinstance(b, tuple) else (a,)
    return tuple(dict.fromkeys(both))
