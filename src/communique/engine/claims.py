"""An engine's claims made ours; law: a claim is taken whole or dropped whole, and what is dropped says why."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from communique.engine.answer import Answer
from communique.engine.checks import Unfit, shown
from communique.engine.values import Checker, Values, quoted
from communique.errors import BadClaim
from communique.model.claim import Claim
from communique.model.kinds import ALL, CERTAINTIES, POLARITIES, Kind
from communique.model.reading import Dropped
from communique.model.span import Span

_ABOUT = frozenset({"id", "evidence", "certainty", "polarity", "attributed_to", "spans", "basis", "extractor"})
"""What a claim may hold besides the fields of its kind; attribution is worked out here, the last three are ours."""


def claims(answer: Answer, checker: Checker, engine: str) -> Iterator[Claim | Dropped]:
    """The claims of an answer, each taken or dropped, in the order of the kinds."""
    for name in answer.unknown:
        yield Dropped(engine=engine, kind="", reason="a part that is no kind of claim", detail=shown(name))
    for kind in ALL:
        numbers = count(1)
        for given in answer.claims.get(kind.plural, ()):
            try:
                yield _claim(kind, given, checker, (engine, f"{kind.name}{next(numbers)}"))
            except Unfit as unfit:
                yield Dropped(engine=engine, kind=kind.name, reason=unfit.reason, detail=unfit.detail)
            except BadClaim as bad:
                detail = shown(str(bad))
                yield Dropped(engine=engine, kind=kind.name, reason="not as the guide defines it", detail=detail)


def _claim(kind: Kind, given: Any, checker: Checker, named: tuple[str, str]) -> Claim:
    if not isinstance(given, Mapping):
        raise Unfit("a claim that is no object", given)
    declared = {field.name: field for field in kind.fields}
    for name in given:
        if name not in declared and name not in _ABOUT:
            raise Unfit("an unknown field", name)
    found = Values(checker, _evidence(kind, given, checker))
    for name, field in declared.items():
        found.take(field, given.get(name))
    return Claim(
        kind=kind.name,
        id=named[1],
        values=found.values,
        evidence=found.evidence,
        extractor=named[0],
        spans=found.spans,
        basis=found.basis,
        certainty=_one_of(given.get("certainty"), CERTAINTIES),
        polarity=_one_of(given.get("polarity"), POLARITIES),
    ).grounded()


def _evidence(kind: Kind, given: Mapping[str, Any], checker: Checker) -> tuple[Span, ...]:
    """The evidence; a statement that gives none has its content for it."""
    said = given.get("evidence") or (given.get("content") if kind.name == "statement" else None)
    items = said if isinstance(said, list) else [said]
    if not said:
        raise Unfit("no evidence")
    near = checker.start
    spans: dict[Span, None] = {}
    for item in items:
        span = quoted(checker.text, item, near)
        near = span.start
        spans[span] = None
    return tuple(spans)


def _one_of(given: Any, words: tuple[str, ...]) -> str:
    """A word of a list; the first where nothing is said."""
    if given is None:
        return words[0]
    if given not in words:
        raise Unfit("not as the guide defines it", given)
    return str(given)
