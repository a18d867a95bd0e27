"""The kinds of claims and their fields: one declaration a kind, from which storage, pages and exports follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CERTAINTIES = ("certain", "probable", "possible")
POLARITIES = ("affirmed", "negated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a claim kind.

    `type` is one of `entity` (a person or body), `entities`, `text` (words of the document), `word` (one of `words`),
    `number`, `date` (EDTF), `share` (a number from 0 to 1, or done and all), `passage` and `passages` (words with
    their spans).
    """

    name: str
    type: str
    words: tuple[str, ...] = ()
    required: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A claim kind: `name` in the singular, `plural` as in the output, addresses and tables."""

    name: str
    plural: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field of that name. Raises `KeyError`."""
        return next((f for f in self.fields if f.name == name), None) or _missing(self.name, name)


def _missing(kind: str, name: str) -> Field:
    raise KeyError(f"The claim kind {kind!r} has no field {name!r}.")


POST = Kind(
    name="post",
    plural="posts",
    fields=(
        Field(name="person", type="entity", required=True, help="who holds the office"),
        Field(name="role", type="text", required=True, help="the office as written, without body or honorific"),
        Field(name="of", type="entity", help="the body or country"),
        Field(name="status", type="word", words=("current", "former", "acting", "elect"), required=True),
    ),
)

MEMBERSHIP = Kind(
    name="membership",
    plural="memberships",
    fields=(
        Field(name="member", type="entity", required=True),
        Field(name="body", type="entity", required=True),
        Field(
            name="status",
            type="word",
            required=True,
            words=(
                "member",
                "founder",
                "partner",
                "observer",
                "candidate",
                "applicant",
                "invited",
                "suspended",
                "left",
                "expelled",
            ),
        ),
        Field(name="date", type="date"),
    ),
)

MEETING = Kind(
    name="meeting",
    plural="meetings",
    fields=(
        Field(
            name="kind",
            type="word",
            required=True,
            words=("session", "summit", "talks", "visit", "call", "conference", "consultation", "ceremony", "other"),
        ),
        Field(name="body", type="entity", help="the organ whose meeting it is"),
        Field(name="participants", type="entities"),
        Field(name="ordinal", type="number"),
        Field(name="date", type="date"),
        Field(name="place", type="text"),
        Field(name="format", type="word", words=("in person", "online", "hybrid")),
        Field(
            name="status",
            type="word",
            required=True,
            words=("held", "ongoing", "scheduled", "tentative", "postponed", "cancelled"),
        ),
        Field(name="agenda", type="passages"),
        Field(name="agenda_count", type="number"),
    ),
)

PROGRAMME = Kind(
    name="programme",
    plural="programmes",
    fields=(
        Field(name="name", type="text", required=True),
        Field(name="count", type="number"),
        Field(name="of", type="entity"),
        Field(name="purpose", type="text"),
        Field(name="period", type="date"),
        Field(name="progress", type="share"),
        Field(
            name="stage",
            type="word",
            words=("proposed", "drafted", "approved", "under way", "completed", "suspended", "abandoned"),
        ),
    ),
)

ACT = Kind(
    name="act",
    plural="acts",
    fields=(
        Field(name="name", type="text", required=True),
        Field(
            name="kind",
            type="word",
            required=True,
            words=(
                "treaty",
                "agreement",
                "protocol",
                "memorandum",
                "declaration",
                "resolution",
                "decision",
                "directive",
                "regulation",
                "concept",
                "doctrine",
                "budget",
                "law",
                "communiqué",
                "sanctions package",
                "quota agreement",
            ),
        ),
        Field(name="body", type="entity"),
        Field(name="parties", type="entities"),
        Field(
            name="stage",
            type="word",
            words=(
                "proposed",
                "drafted",
                "submitted",
                "under consideration",
                "agreed",
                "adopted",
                "signed",
                "ratified",
                "in force",
                "extended",
                "amended",
                "suspended",
                "rejected",
                "terminated",
            ),
        ),
        Field(name="date", type="date", help="of that stage"),
    ),
)

STATEMENT = Kind(
    name="statement",
    plural="statements",
    fields=(
        Field(name="speaker", type="entity", required=True, help="a person, a body, or a description as written"),
        Field(name="role", type="text"),
        Field(name="of", type="entity"),
        Field(name="kind", type="word", words=("direct", "indirect", "mixed"), required=True),
        Field(name="content", type="passage", required=True),
        Field(name="cue", type="text", help="the words that report it"),
        Field(name="via", type="text", help="the outlet or occasion it was made to"),
    ),
)

ALL = (POST, MEMBERSHIP, MEETING, PROGRAMME, ACT, STATEMENT)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in ALL})
