"""Records of every kind from the readings of all documents; values that disagree are all kept."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.languages.naming import body_words, fold
from communique.model import edtf
from communique.model.claim import Claim, Value
from communique.model.decision import Decision
from communique.model.entity import Passage, Reference
from communique.model.kinds import ALL, Kind
from communique.model.reading import Reading
from communique.model.record import Record, Report, Variant
from communique.reconcile import copies
from communique.reconcile.decided import decide, shown
from communique.reconcile.entities import Who, who_is_who
from communique.reconcile.groups import Rulings, by_shared_keys, identifier

KINDS = ("people", "bodies", *(kind.plural for kind in ALL))


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, and the reading that it is of."""

    reading: Reading
    claim: Claim

    @property
    def key(self) -> tuple[str, str]:
        """The document's id and the claim's."""
        return (self.reading.document.id, self.claim.id)


def records(kind: str, readings: Iterable[Reading], decisions: Sequence[Decision] = ()) -> list[Record]:
    """The records of one kind, named in the plural, in the order of their ids. Raises `KeyError`."""
    if kind not in KINDS:
        raise KeyError(f"No kind named {kind!r}. Known: {', '.join(KINDS)}.")
    return list(everything(readings, decisions)[kind])


def everything(readings: Iterable[Reading], decisions: Sequence[Decision] = ()) -> Mapping[str, tuple[Record, ...]]:
    """The records of all kinds, by the kinds' plurals, each in the order of their ids."""
    decided = decide(readings, decisions)
    found = _everything(decided.readings, decided.pairs)
    return {kind: tuple(shown(record, decided) for record in records) for kind, records in found.items()}


def _everything(readings: Iterable[Reading], rulings: Rulings) -> Mapping[str, tuple[Record, ...]]:
    ordered = sorted(readings, key=lambda r: r.document.id)
    who = who_is_who(ordered, copies.groups(r.document for r in ordered), rulings)
    found = {"people": who.people, "bodies": who.bodies}
    for kind in ALL:
        said = [Said(r, c) for r in ordered for c in r.of_kind(kind.name)]
        ruled = ruled_keys(rulings)
        keys = {i: [*_keys(item, who), *ruled.get(item.key, ())] for i, item in enumerate(said)}
        groups = by_shared_keys(said, keys)
        made = (_record(kind, group, who) for group in groups)
        found[kind.plural] = tuple(sorted(made, key=lambda record: record.id))
    return found


def ruled_keys(rulings: Rulings) -> Mapping[tuple[str, str], list[Hashable]]:
    """What claims share by being ruled the same."""
    keys: dict[tuple[str, str], list[Hashable]] = {}
    for pair in rulings.same:
        for key in pair:
            keys.setdefault(key, []).append(("ruled", pair))
    return keys


def _keys(said: Said, who: Who) -> Iterator[Hashable]:
    """What two claims must share to speak of one thing."""
    claim = said.claim
    yield (claim.kind, *said.key)
    if claim.kind == "meeting":
        yield from _meeting_keys(said, who)
    elif claim.kind == "post":
        yield (_who(said, "person", who), fold(str(claim["role"])), _who(said, "of", who))
    elif claim.kind == "membership":
        yield (_who(said, "member", who), _who(said, "body", who), claim["status"])
    elif claim.kind in ("act", "programme"):
        words = body_words(str(claim["name"]))
        if len(words) > 2:
            yield (claim.kind, words, claim["stage"] if claim.kind == "act" else None)


def _meeting_keys(said: Said, who: Who) -> Iterator[Hashable]:
    """A meeting is its body and number, else its body or its parties and its day or month."""
    claim = said.claim
    body = _who(said, "body", who)
    if body and claim["ordinal"]:
        yield ("numbered", body, claim["ordinal"])
    date = str(claim["date"] or "")
    if not date or len(date.split("/")[0]) < 7:
        return
    first = edtf.days(date)[0]
    if body and not claim["ordinal"]:
        yield ("dated", body, claim["kind"], first)
    elif len(parties := _parties(said, who)) > 1:
        yield ("between", parties, claim["kind"], first)


def _parties(said: Said, who: Who) -> frozenset[str]:
    value = said.claim["participants"]
    found = value if isinstance(value, tuple) else ()
    return frozenset(_named(said, item, who) for item in found if isinstance(item, Reference))


def _who(said: Said, field: str, who: Who) -> str | None:
    value = said.claim[field]
    return _named(said, value, who) if isinstance(value, Reference) else None


def _named(said: Said, value: Reference, who: Who) -> str:
    known = who.owner.get((said.reading.document.id, value.id)) if value.id else None
    return known or fold(value.name)


def _record(kind: Kind, group: Sequence[Said], who: Who) -> Record:
    ordered = sorted(group, key=lambda said: said.key)
    variants = {field.name: _variants(field.name, field.type, ordered, who) for field in kind.fields}
    lists = {f.name for f in kind.fields if f.type in ("entities", "passages")}
    shown = {name: _shown(name in lists, found) for name, found in variants.items()}
    differing = {n: v for n, v in variants.items() if n not in lists and len({str(x.value) for x in v}) > 1}
    return Record(
        kind=kind.name,
        id=identifier(kind.name, *ordered[0].key),
        values=shown,
        reports=tuple(_report(said) for said in ordered),
        variants=differing,
    )


def _variants(field: str, type: str, group: Sequence[Said], who: Who) -> tuple[Variant, ...]:
    """The values that the reports give a field, the one with the most reports first, then the later document's."""
    found: dict[str, tuple[Any, list[str]]] = {}
    for said in group:
        for value in _values(said.claim[field]):
            plain = _plain(said, value, who)
            found.setdefault(str(plain), (plain, []))[1].append(said.reading.document.id)
    published = {said.reading.document.id: said.reading.document.published or "" for said in group}
    ranked = sorted(found.values(), key=lambda v: (-len(set(v[1])), -_age(max(published[d] for d in v[1])), str(v[0])))
    return tuple(Variant(value=v, documents=tuple(sorted(set(d))), shown=i == 0) for i, (v, d) in enumerate(ranked))


def _age(published: str) -> int:
    return int("".join(c for c in published if c.isdigit())[:8] or 0)


def _values(value: Value | None) -> Sequence[Value]:
    if value is None:
        return ()
    if isinstance(value, tuple) and value and isinstance(value[0], Reference | Passage):
        return value
    return (value,)


def _plain(said: Said, value: Value, who: Who) -> Any:
    if isinstance(value, Reference):
        id = who.owner.get((said.reading.document.id, value.id)) if value.id else None
        return {"id": id, "name": who.names.get(id, value.name) if id else value.name}
    if isinstance(value, Passage):
        return value.text
    return list(value) if isinstance(value, tuple) else value


def _shown(is_list: bool, variants: Sequence[Variant]) -> Any:
    if is_list:
        return [variant.value for variant in variants]
    return variants[0].value if variants else None


def _report(said: Said) -> Report:
    document = said.reading.document
    return Report(
        document=document.id,
        source=document.source or document.id,
        item=said.claim.id,
        words=tuple(span.quote for span in said.claim.evidence),
    )
