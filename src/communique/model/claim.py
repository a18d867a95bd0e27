"""A claim: one thing that one document says; law: it holds only what its kind declares, and points at the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from communique.errors import BadClaim
from communique.model.entity import Passage, Reference
from communique.model.kinds import CERTAINTIES, KINDS, POLARITIES, Field
from communique.model.span import Span

_TYPES = {"entity": Reference, "text": str, "word": str, "number": int, "date": str, "passage": Passage}

OWN, FOREIGN = "own", "openai:"
"""Our own reader's name as an engine, and what the name of any other begins with."""

Value = Reference | Passage | str | int | float | tuple[Reference, ...] | tuple[Passage, ...] | tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that one document says.

    `values` holds the fields that are said, by name; `spans` the words that each value came from; `basis` says, for
    a value that is not simply the words at its span, how it follows from them ("one day before 2024-12-08").
    `evidence` lists the tightest span first. `attributed_to` is the id of the statement of the same document that
    it stands in. `extractor` is the name and version of what made it.

    Raises `BadClaim` for a kind, field, word or type that is not declared, a missing required field, or no evidence.
    """

    kind: str
    id: str
    values: Mapping[str, Value]
    evidence: tuple[Span, ...]
    extractor: str
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    basis: Mapping[str, str] = field(default_factory=dict)
    certainty: str = "certain"
    polarity: str = "affirmed"
    attributed_to: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise BadClaim(f"No claim kind named {self.kind!r}. Known: {', '.join(KINDS)}.")
        if not self.evidence:
            raise BadClaim(f"A {self.kind} claim without evidence.")
        if self.certainty not in CERTAINTIES or self.polarity not in POLARITIES:
            raise BadClaim(f"A {self.kind} claim cannot be {self.certainty!r} and {self.polarity!r}.")
        kind = KINDS[self.kind]
        known = _names(self.kind)
        for names in (self.values, self.spans, self.basis):
            if not known.issuperset(names):
                name = next(name for name in names if name not in known)
                raise BadClaim(f"A {self.kind} has no field {name!r}. Known: {', '.join(sorted(known))}.")
        for declared in kind.fields:
            if declared.required or declared.name in self.values:
                _check(self.kind, declared, self.values.get(declared.name))

    def __getitem__(self, name: str) -> Value | None:
        """The value of a field, or `None` where it is not said."""
        return self.values.get(name)

    def grounded(self) -> "Claim":
        """The same claim with nothing unexplained.

        A word of a list (status, kind) that has no words of its own shows the evidence; a text that is not quite the
        words at its spans says in its basis what these are.
        """
        declared = [f for f in KINDS[self.kind].fields if self.values.get(f.name)]
        missing = {f.name: self.evidence[:1] for f in declared if f.words and not self.spans.get(f.name)}
        differing = {f.name for f in declared if f.type == "text" and not self._quotes(f.name)} - set(self.basis)
        told = {name: f"from: {self.spans[name][0].quote}" for name in differing if self.spans.get(name)}
        return replace(self, spans={**self.spans, **missing}, basis={**self.basis, **told}) if missing or told else self

    def _quotes(self, name: str) -> bool:
        value = " ".join(str(self.values[name]).split())
        return any(" ".join(span.quote.split()) == value for span in self.spans.get(name, ()))

    @property
    def engine(self) -> str:
        """The reader that made it: `own`, or the name of another one (`openai:MODEL`)."""
        return self.extractor if self.extractor.startswith(FOREIGN) else OWN

    def within(self, statement: str | None) -> "Claim":
        """The same claim, attributed to a statement."""
        return replace(self, attributed_to=statement)


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(field.name for field in KINDS[kind].fields)


def _check(kind: str, declared: Field, value: Value | None) -> None:
    if value is None:
        if declared.required:
            raise BadClaim(f"A {kind} claim needs a {declared.name}.")
        return
    if declared.words and value not in declared.words:
        raise BadClaim(f"{value!r} is no {declared.name} of a {kind}. Known: {', '.join(declared.words)}.")
    expected = _TYPES.get(declared.type, (tuple, float, int))
    if not isinstance(value, expected):
        raise BadClaim(f"The {declared.name} of a {kind} is a {declared.type}, not {value!r}.")
