"""In what office a speaker speaks: the post of the document that fits where the speaker is named."""

from collections.abc import Sequence
from dataclasses import replace

from communique.model.claim import Claim


def with_offices(statements: Sequence[Claim], posts: Sequence[Claim]) -> tuple[Claim, ...]:
    """The statements with their speakers' role and body: the post at the mention, else the current, else the first."""
    by_person: dict[str, list[Claim]] = {}
    for post in posts:
        if (person := getattr(post["person"], "id", None)) is not None:
            by_person.setdefault(person, []).append(post)
    return tuple(_in_office(statement, by_person) for statement in statements)


def _in_office(statement: Claim, by_person: dict[str, list[Claim]]) -> Claim:
    posts = by_person.get(getattr(statement["speaker"], "id", None) or "", [])
    if not posts:
        return statement
    mentions = statement.spans.get("speaker", ())
    here = next((p for p in posts if any(e.covers(m) for e in p.evidence for m in mentions)), None)
    post = here or next((p for p in posts if p["status"] == "current"), posts[0])
    taken = {name: value for name in ("role", "of") if (value := post[name]) is not None}
    spans = {name: post.spans[name] for name in taken if name in post.spans}
    basis = {name: post.basis[name] for name in taken if name in post.basis}
    return replace(
        statement,
        values={**statement.values, **taken},
        spans={**statement.spans, **spans},
        basis={**statement.basis, **basis},
    )
