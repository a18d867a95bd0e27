"""How organs are called: by a name of their own, or by no more than what their body holds."""

from collections.abc import Iterator
from functools import cache

from communique.knowledge.lookup import thing
from communique.knowledge.things import Body
from communique.languages import words
from communique.languages.naming import body_words


def names(body: Body) -> Iterator[str]:
    """All English names of a known body."""
    yield body.name
    yield from filter(None, (body.short, *body.names, *body.acronyms))


@cache
def plain_words() -> frozenset[str]:
    """The words that tell no organ from another: council, summit, ministers."""
    listed = words("en", "names")["generic"]
    return frozenset().union(*(body_words(word) for word in (*listed, *words("en", "references")["gatherings"])))


@cache
def is_plain(organ: str | None, parent: str | None) -> bool:
    """Whether an organ is called no more than its body's summit or council: not so the Euro Summit of the Union.

    >>> is_plain("european-council", "european-union"), is_plain("euro-summit", "european-union")
    (True, False)
    """
    body, above = (thing(id) if id else None for id in (organ, parent))
    if not isinstance(body, Body) or not isinstance(above, Body):
        return True
    return body_words(body.name) <= frozenset().union(*(body_words(name) for name in names(above))) | plain_words()
