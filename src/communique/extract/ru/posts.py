"""Posts in Russian: which person holds which office of which body or state, once for each in a document."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract.mentions import Mention
from communique.extract.ru import names, offices
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.declension import plain
from communique.extract.ru.offices import Office, word_set
from communique.extract.ru.words import Sentence, Word
from communique.model.claim import Claim, Value
from communique.model.entity import Entity, Reference
from communique.model.span import Span

EXTRACTOR = "ru.posts/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One reading of a post in the text; `name` is the office in the nominative, `key` its dictionary words."""

    person: Entity
    role: Span
    name: str
    key: str
    of: Reference | None
    of_span: Span | None
    status: str
    evidence: Span
    basis: str | None = None


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The post claims of a document, in text order."""
    groups: list[list[Post]] = []
    told = sorted(readings(analysis), key=lambda p: (p.of is None, p.evidence.start))
    for post in told:
        home = next((g for g in groups if _one(post, g[0])), None)
        if home is None:
            groups.append([post])
        else:
            home.append(post)
    groups = [[_at_home(analysis, group[0]), *group[1:]] for group in groups]
    groups.sort(key=lambda g: g[0].evidence.start)
    return tuple(_claim(f"o{i}", group) for i, group in enumerate(groups, 1))


def _at_home(analysis: Analysis, post: Post) -> Post:
    """A post that only a state has, of no state that the text says: it is of the state that the text names most."""
    if post.of or plain(post.key.split()[-1]) not in word_set("governing") or len(post.key.split()) > 3:
        return post
    counted = Counter(m.entity for m in analysis.mentions.items if (e := analysis.mentions.of(m)) and e.kind == "state")
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return post
    state = analysis.mentions.entities[str(ranked[0][0])]
    return replace(post, of=state.reference, of_span=state.mentions[0], basis="the state that the text names most")


def _one(a: Post, b: Post) -> bool:
    """Whether two readings are of one post; one that names no body is that of the same office that does."""
    if a.person.id != b.person.id or a.key != b.key:
        return False
    return a.of is None or b.of is None or (a.of.id or plain(a.of.name)) == (b.of.id or plain(b.of.name))


def readings(analysis: Analysis) -> Iterator[Post]:
    """Every place where a text gives a person an office."""
    for sentence in analysis.sentences:
        people = list(analysis.named(sentence, "person"))
        taken = frozenset(i for _, words in people for i in words)
        for mention, words in people:
            for office in _offices(sentence, words, taken):
                person = analysis.mentions.of(mention)
                if person:
                    yield _post(analysis, sentence, person, mention, office)


def _offices(sentence: Sentence, name: range, taken: frozenset[int]) -> Iterator[Office]:
    yield from offices.before(sentence, name, taken)
    yield from offices.after(sentence, name, taken)
    if found := _become(sentence, name, taken):
        yield found


def _become(sentence: Sentence, name: range, taken: frozenset[int]) -> Office | None:
    """The office in the instrumental after "стал", "назначен" and the like, or after "на пост", of a subject."""
    words = sentence.words
    head = next((i for i in name if words[i].head not in name), name.start)
    if words[head].rel not in ("nsubj", "nsubj:pass", "obj"):
        return None
    verb = words[head].head
    for i in sentence.under(verb) if verb >= 0 else ():
        becoming = plain(words[verb].lemma) in word_set("becoming", "words") or verb == i
        if words[i].case == "Ins" and offices.is_office(words[i]) and becoming and i not in taken:
            return offices.standing(sentence, i, taken)
        if plain(words[i].lemma) in word_set("seats", "words"):
            held = next((j for j in sentence.under(i) if words[j].case == "Gen" and offices.is_office(words[j])), None)
            return offices.standing(sentence, held, taken) if held is not None else None
    return None


def _post(analysis: Analysis, sentence: Sentence, person: Entity, mention: Mention, office: Office) -> Post:
    words, document = sentence.words, analysis.document
    role = document.span(words[office.first].start, words[office.last - 1].end)
    of, of_span = _of(analysis, sentence, office)
    ends = [mention.start, mention.end, role.start, role.end, *((of_span.start, of_span.end) if of_span else ())]
    return Post(
        person=person,
        role=role,
        name=names.nominative(words[office.first : office.last]),
        key=" ".join(plain(words[i].lemma) for i in range(office.first, office.last)),
        of=of,
        of_span=of_span,
        status=office.status,
        evidence=document.span(min(ends), max(ends)),
    )


def _of(analysis: Analysis, sentence: Sentence, office: Office) -> tuple[Reference | None, Span | None]:
    """What an office is of: the words after it, else the state whose adjective stands before it."""
    words = sentence.words
    first, last = office.last, office.end
    while last > first and words[last - 1].pos in ("PUNCT", "ADP", "CCONJ") and words[last - 1].text not in '»"”':
        last -= 1
    if first < last and words[first].pos == "ADP":
        first += 1
    if last > first:
        return _body(analysis, sentence, first, last)
    if plain(words[office.core].lemma) in word_set("callings"):
        return None, None
    for i in offices.states(sentence, office):
        return _body(analysis, sentence, i, i + 1)
    return None, None


def _body(analysis: Analysis, sentence: Sentence, first: int, last: int) -> tuple[Reference, Span]:
    """The body that words of a sentence name: one mention that fills them, else a phrase by itself."""
    words, document = sentence.words[first:last], analysis.document
    start, end = words[0].start, words[-1].end
    inside = [m for m in analysis.mentions.within(start, end) if m.type in ("body", "place")]
    whole = next((m for m in inside if m.start <= start + 1 and end - 1 <= m.end), None)
    if whole is None and inside and inside[0].start == start and _foreign(analysis, words, inside):
        whole = inside[0]
    if whole:
        entity = analysis.mentions.of(whole)
        return (entity.reference if entity else Reference(id=None, name=whole.name)), document.span(
            whole.start, whole.end
        )
    return Reference(id=None, name=names.nominative(words)), document.span(start, end)


def _foreign(analysis: Analysis, words: Sequence[Word], inside: Sequence[Mention]) -> bool:
    """Whether a state opens the words and something else follows: "посол Италии в Грузии"."""
    entity = analysis.mentions.of(inside[0])
    opens = next((w for w in words if w.start >= inside[0].end), None)
    state = entity is not None and entity.kind == "state" and inside[0].form != "adjective"
    return state and opens is not None and opens.pos == "ADP"


def _claim(id: str, group: Sequence[Post]) -> Claim:
    best = group[0]
    values: dict[str, Value] = {"person": best.person.reference, "role": best.name, "status": best.status}
    spans: dict[str, tuple[Span, ...]] = {"role": (best.role,)}
    inside = [m for m in best.person.mentions if best.evidence.covers(m)]
    spans["person"] = tuple(inside[:1])
    if best.of and best.of_span:
        values["of"], spans["of"] = best.of, (best.of_span,)
    basis = {"of": best.basis} if best.basis else {}
    return Claim(
        kind="post",
        id=id,
        values=values,
        evidence=tuple(dict.fromkeys(post.evidence for post in group)),
        extractor=EXTRACTOR,
        spans=spans,
        basis=basis,
    )
