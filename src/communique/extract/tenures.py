"""Tenures: that a person holds an office, as one place in a text says."""

from dataclasses import dataclass

from communique.model.entity import Entity, Reference
from communique.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One reading of a post in the text; `name` is the office in the singular, `told` if its body stands beside it.

    `own` if it is somebody's: "her deputy".
    """

    person: Entity
    role: Span
    name: str
    of: Reference | None
    of_span: Span | None
    basis: str | None
    status: str
    status_span: Span | None
    evidence: Span
    told: bool
    own: bool = False
