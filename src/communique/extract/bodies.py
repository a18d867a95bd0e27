"""Bodies: where a text names organisations, organs and states, which names are one body's, and what belongs to what."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from communique import knowledge
from communique.extract.chunks import word_set
from communique.languages import words
from communique.languages.naming import body_words, fold
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.span import Span

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_ACRONYM = re.compile(r"\s?\(\s?([A-Z][A-Za-z0-9+&-]{1,11})\s?\)")
_TOLD = (_ACRONYM, re.compile(r",\sor\s([A-Z]{2,8}),"), re.compile(r",\s([A-Z]{2,8})\sfor\sshort\b"))
_CLOSING = re.compile(_ACRONYM.pattern + "$")
_OFFICIAL = 3
"""A state's written name of so many words is its official one ("Syrian Arab Republic"): it goes by its short name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBody:
    """A mention of a body: its span, and the id, name and kind of the body that is known beforehand, if it is one."""

    span: Span
    known: str | None = None
    name: str | None = None
    kind: str | None = None
    form: str = "name"


@dataclass(slots=True)
class Group:
    """The mentions of one body while the document is being read."""

    known: str | None
    name: str
    kind: str | None
    words: frozenset[str]
    mentions: list[NamedBody] = field(default_factory=list)
    acronyms: set[str] = field(default_factory=set)
    full: str | None = None


def initials(name: str) -> str:
    """The acronym that the capitals of a name make."""
    return "".join(w[0] for w in _WORD.findall(name) if w[0].isupper())


def _letters(name: str) -> str:
    """The letters with which all words of a name begin, small ones between them left out, as capitals."""
    return "".join(w[0] for w in _WORD.findall(name) if len(w) > _SMALL).upper()


_SMALL = 3


def join(document: Document, mentions: Iterable[NamedBody]) -> tuple[tuple[Entity, ...], dict[tuple[int, int], str]]:
    """The bodies behind mentions, in order of first mention, and the body of each mention."""
    ordered = sorted(mentions, key=lambda m: m.span.start)
    groups: list[Group] = []
    above: dict[str, str] = {}
    for each in sorted(ordered, key=_by_name):
        mention = replace(each, known=above[each.span.quote]) if each.span.quote in above else each
        group = _home(document, mention, groups) or _new(mention, groups)
        group.mentions.append(mention)
        _learn_acronym(document, mention, group, above)
    groups = _spelt_out(groups)
    groups.sort(key=lambda g: min(m.span.start for m in g.mentions))
    owner: dict[tuple[int, int], str] = {}
    for number, group in enumerate(groups, 1):
        owner.update({m.span.pair: f"b{number}" for m in group.mentions})
    return tuple(_entity(document, f"b{n}", g) for n, g in enumerate(groups, 1)), owner


def _by_name(mention: NamedBody) -> tuple[bool, bool, int, int]:
    """By which a body's mentions name it: what is known, by a name and no description, in full, first."""
    long = len(body_words(mention.span.quote))
    return mention.known is None, mention.form == "noun", -long, mention.span.start


def _new(mention: NamedBody, groups: list[Group]) -> Group:
    written = " ".join(mention.span.quote.split())
    name = mention.name or written if mention.kind == "state" else written
    group = Group(known=mention.known, name=name, kind=mention.kind, words=body_words(name))
    groups.append(group)
    return group


_ALSO = re.compile(r",?\s(?:(?:also|better|commonly)\s)?(?:known|referred to)\sas\s(?:the\s)?")


def _home(document: Document, mention: NamedBody, groups: Sequence[Group]) -> Group | None:
    if mention.known:
        return next((g for g in groups if g.known == mention.known), None)
    quote = mention.span.quote
    own = body_words(quote)
    also = _ALSO.match(document.text, mention.span.end)
    for group in groups:
        if own == group.words or fold(quote) in group.acronyms:
            return group
        if also and any(other.span.start == also.end() for other in group.mentions):
            return group
    if quote.isupper() and len(quote) > 1:
        letters = quote.replace(".", "")
        return next((g for g in groups if letters in (initials(g.name), initials(front(g.name)))), None)
    fitting = [g for g in groups if own and own < g.words and _shares_head(quote, g.name)]
    if above := next((id for g in fitting if (id := _owner_called(quote, g))), None):
        return next((g for g in groups if g.known == above), None)
    if len(fitting) > 1:  # of what "the Forum" may be the Island Forum is likelier than the Forum Ministers Meeting
        fitting = [g for g in fitting if front(g.name).endswith(front(quote))]
    return fitting[0] if len(fitting) == 1 else None


def _owner_called(quote: str, group: Group) -> str | None:
    """The body above a known one, where it is called so: the Commonwealth, not its Heads of Government Meeting."""
    thing = knowledge.thing(group.known) if group.known else None
    above = knowledge.thing(thing.parent) if isinstance(thing, knowledge.Body) and thing.parent else None
    called = (above.short, *above.names) if isinstance(above, knowledge.Body) else ()
    return above.id if isinstance(above, knowledge.Body) and above.parent is None and quote in called else None


def _shares_head(short: str, long: str) -> bool:
    """Whether a shorter name keeps the word that says what the body is."""
    head = head_word(long)
    return head is not None and head == head_word(short)


@lru_cache(maxsize=1 << 14)
def head_word(name: str) -> str | None:
    """The word that says what a body is: the last such word before "of", "for" or "on"."""
    heads = word_set("names", "body_heads")
    return next((w for w in reversed([fold(w) for w in _WORD.findall(front(name))]) if w in heads), None)


def front(name: str) -> str:
    """A body's name before the words that say of what it is."""
    return re.split(r"\s(?:of|for|on)\s", name)[0]


def _learn_acronym(document: Document, mention: NamedBody, group: Group, above: dict[str, str]) -> None:
    """Keep an acronym in brackets after a name: as of the body, or of the known one in whose name it ends."""
    after = next(filter(None, (told.match(document.text, mention.span.end) for told in _TOLD)), None)
    after = after or _CLOSING.search(mention.span.quote)
    if after and group.known and group.kind != "state" and _letters(mention.span.quote) == after[1]:
        above[after[1]] = group.known
    elif after and (whole := _ends_in(_CLOSING.sub("", mention.span.quote), after[1])):
        above[after[1]] = whole
    elif after:
        group.acronyms.add(fold(after[1]))


def _ends_in(name: str, acronym: str) -> str | None:
    """The id of the known body that an organ and the acronym after it are of: "the Council of the River Union (RU)"."""
    of = _part_called(name, acronym.lower())
    thing = knowledge.resolve(of) if of and of != name and initials(name) != acronym == initials(of) else None
    return thing.id if isinstance(thing, knowledge.Body) else None


def _spelt_out(groups: Sequence[Group]) -> list[Group]:
    """The bodies, those that go by a known short name with the full name that the text gives right before it."""
    kept = list(groups)
    for group in groups:
        for known in [g for g in kept if g.known and g is not group] if group.acronyms else ():
            short = next((s for m in known.mentions if (s := fold(m.span.quote)) in group.acronyms), None)
            written = _CLOSING.sub("", group.name)
            full = _part_called(written, short) if short else None
            if full and (full != written or group.known is None) and _shares_words(full, known):
                known.full = full
                if full == written:
                    known.mentions += group.mentions
                    kept.remove(group)
                break
    return kept


def _part_called(name: str, short: str) -> str | None:
    """The part of a name that a short one in brackets after it stands for: the union of "the council of the union"."""
    parts = name.split(" of the ")
    ends = [" of the ".join(parts[i:]) for i in range(len(parts) - 1, -1, -1)]
    return name if len(ends) == 1 else next((end for end in ends if fold(end)[:1] == short[:1]), None)


def _shares_words(full: str, group: Group) -> bool:
    """Whether a full name may be another form of those of a known body."""
    thing = knowledge.thing(group.known) if group.known else None
    names = (thing.name, *thing.names) if isinstance(thing, knowledge.Body) else ()
    return any(len(body_words(full) & body_words(name)) > 1 for name in names)


def _entity(document: Document, id: str, group: Group) -> Entity:
    mentions = tuple(sorted((m.span for m in group.mentions), key=lambda s: s.start))
    name = _state_name(group) if group.kind == "state" else _full_name(document, group)
    kind = group.kind or _kind(group.name)
    return Entity(id=id, type="body", name=name, mentions=mentions, kind=kind, known=group.known)


def _state_name(group: Group) -> str:
    """The name that a state is known by, unless the text only uses another ("Türkiye")."""
    written = [" ".join(m.span.quote.split()) for m in group.mentions if m.form in ("name", "former")]
    if not written or any(fold(name) == fold(group.name) for name in written):
        return group.name
    name = max(written, key=written.count)
    return name if not name.isupper() and len(name.split()) < _OFFICIAL else group.name


def _full_name(document: Document, group: Group) -> str:
    """The name of a body, in full where the text has it inside another name."""
    thing = knowledge.thing(group.known) if group.known else None
    if not isinstance(thing, knowledge.Body):
        return group.name
    if all(m.form == "noun" for m in group.mentions):  # a description, or what it does: "the six industrial powers"
        return thing.name
    if group.name in thing.names:
        plain = (n for n in (thing.name, *thing.names) if fold(n) == fold(thing.name) and n in document.text)
        return next(plain, group.name)
    full = next((name for name in (thing.name, *thing.names) if name in document.text), group.full)
    return full if full and (group.name.isupper() or not body_words(full) <= body_words(group.name)) else group.name


def _kind(name: str) -> str:
    found = {fold(w) for w in _WORD.findall(name)}
    kinds = words("en", "names")["body_kinds"]
    return next((kind for kind, heads in kinds.items() if found & set(heads)), "organisation")
