"""Posts: which person holds which office of which body or country, once for each in a document."""

import re
from collections.abc import Iterator, Sequence

from communique import languages
from communique.extract import endings, likewise, marked, owners, predicates
from communique.extract.analysis import Analysis
from communique.extract.bearings import determiner
from communique.extract.chunks import word_set, word_sets
from communique.extract.holders import Held, offices_held
from communique.extract.homes import governed
from communique.extract.owners import Owner
from communique.extract.surroundings import Question, Surroundings, surroundings
from communique.extract.tenures import Post
from communique.model.claim import Claim, Value
from communique.model.entity import Reference
from communique.model.span import Span

EXTRACTOR = "posts/5"
LATER = ("former", "acting", "elect")


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The post claims of a document, in text order."""
    groups: list[list[Post]] = []
    readings = _serious(sorted(_readings(analysis), key=lambda post: post.evidence.start))
    for post in (*readings, *likewise.find(analysis, readings)):
        home = next((g for g in groups if any(_same(post, other) for other in g)), None)
        if home is None:
            groups.append([post])
        else:
            home.append(post)
    return tuple(_claim(f"o{number}", group) for number, group in enumerate(groups, 1))


def _serious(posts: Sequence[Post]) -> list[Post]:
    """The posts without mere callings and hopes, and without "Ambassador" as the title of one who has another post."""
    callings, hopes = word_set("offices", "callings"), word_set("offices", "hopes")
    addresses = word_set("offices", "addresses")
    settled = {post.person.id for post in posts if not _title(post)}
    return [
        post
        for post in posts
        if (last := post.name.split()[-1].lower()) not in hopes
        and not ((last in callings or post.name.lower() in addresses) and not post.told and not _kept(post))
        and not (_title(post) and post.person.id in settled)
    ]


def _kept(post: Post) -> bool:
    """Whether a calling is an office though nothing is said of whose: "her deputy", "chief economist"."""
    return post.own or post.name.split()[0].lower() in word_set("offices", "leading")


def _title(post: Post) -> bool:
    return post.name.lower() == "ambassador" and not post.told


def _readings(analysis: Analysis) -> Iterator[Post]:
    asked, drop = questions(analysis)
    for question in asked:
        yield _post(analysis, drop, question)


def questions(analysis: Analysis) -> tuple[tuple[Question, ...], Surroundings]:
    """The offices of a document with their holders, of which it is asked what they belong to, and where it is."""
    found = tuple(_held(analysis))
    asked = tuple(q for q in found if isinstance(q, Question))
    return asked, surroundings(analysis, asked, [h for h in found if isinstance(h, Held)])


def _held(analysis: Analysis) -> Iterator[Question | Held]:
    for number, (words, beside) in enumerate(zip(analysis.words, offices_held(analysis), strict=True)):
        known = list(predicates.held(analysis, number, words, beside))
        more = (endings.ended(analysis, number, words, h) for h in marked.in_sentence(analysis, number, words, known))
        for office in (*known, *more):
            person = analysis.mentions.of(office.person) if office.person else None
            if person:
                yield Question(number=number, words=words, held=office, person=person, governed=governed(person))
            else:
                yield office


def _post(analysis: Analysis, drop: Surroundings, question: Question) -> Post:
    document, held = analysis.document, question.held
    office, mention = held.office, held.person or question.person.mentions[0]
    owner = _adjective(analysis, question) or owners.best(drop, question)
    of, of_span, basis = named(analysis, question, owner) if owner else (None, None, None)
    tokens = office.sentence.tokens
    status = None if office.status_at is None else tokens[office.status_at]
    return Post(
        person=question.person,
        role=document.span(office.start, office.end),
        name=_singular(document.text[office.start : office.end]),
        of=of,
        of_span=of_span,
        basis=basis,
        status=office.status,
        status_span=document.span(status.start, status.end) if status else None,
        evidence=document.span(min(office.start, mention.start), max(office.end, mention.end)),
        told=owner is not None and (owner.words is not None or (held.of is not None and owner.mention is held.of)),
        own=office.head == "deputy" and determiner(question) in ("his", "her"),
    )


def _singular(name: str) -> str:
    """The name of an office, of one holder where it is said of several or done, and without "of the Republic"."""
    plurals, done = word_set("offices", "plurals"), languages.words("en", "offices")["done"]
    parts = re.sub(r"^[Ee]x-| of the (?:Republic|State)$", "", name).split()
    return " ".join(_one(part) if part.lower() in plurals else done.get(part, part) for part in parts)


def _one(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.replace("men", "man").removesuffix("s")


def named(analysis: Analysis, question: Question, owner: Owner) -> tuple[Reference, Span | None, str | None]:
    """An owner as what an office is of, where the text names it, and on what ground it is taken."""
    document, held = analysis.document, question.held
    if owner.words:
        tokens = held.office.sentence.tokens
        span = document.span(tokens[owner.words[0]].start, tokens[owner.words[1] - 1].end)
        return _meant(analysis, span), span, None
    if owner.mention is None:
        return Reference(id=None, name=owner.state or ""), None, owner.basis
    mention = owner.mention
    entity = analysis.mentions.of(mention)
    basis = None if mention is held.of else "the body that such an office most likely belongs to here"
    if mention.form in ("adjective", "capital"):
        basis = f"{document.text[mention.start : mention.end]}: {mention.name}"
    reference = entity.reference if entity else Reference(id=None, name=mention.name)
    reference = _above(analysis, question, reference) or reference
    return reference, document.span(mention.start, mention.end), basis


def _adjective(analysis: Analysis, question: Question) -> Owner | None:
    """The union that the text is about, where an office without a body begins as its name does."""
    if question.held.of or question.held.of_words or analysis.main is None:
        return None
    mention, union = analysis.main
    first = question.role.split()[0]
    shares = first == union.name.lower().split()[0] and first not in word_set("offices", "heads")
    return Owner(mention=mention) if shares else None


def _above(analysis: Analysis, question: Question, of: Reference) -> Reference | None:
    """The body whose board it is in "Chairman of the Board of the Commission": the office has the board already."""
    organ, _, rest = of.name.partition(" of the ")
    if not rest or not question.role.lower().endswith(f" of the {organ.lower()}"):
        return None
    known = next((body for body in analysis.mentions.bodies if body.name == rest), None)
    return known.reference if known else Reference(id=None, name=rest)


def _meant(analysis: Analysis, span: Span) -> Reference:
    """The body that plain words stand for: the one that the text is about, or the last whose name has them."""
    said = span.quote.lower()
    if said in word_sets(("names", "nouns", "any"), ("names", "nouns", "union")):
        main = analysis.main
        if main:
            return main[1].reference
    if said.split()[-1] in word_set("names", "body_heads"):
        words = set(said.split())
        before = (analysis.mentions.of(m) for m in analysis.mentions.before(span.start) if m.type == "body")
        known = next((e for e in before if e and words <= set(e.name.lower().split())), None)
        if known:
            return known.reference
    owner, mark, part = span.quote.replace("’", "'").partition("'s ")
    return Reference(id=None, name=f"{part} of {owner}" if mark else span.quote)


def _same(a: Post, b: Post) -> bool:
    if a.person.id != b.person.id or not _same_role(a.name, b.name):
        return False
    if a.status != b.status and {a.status, b.status} & set(LATER) and a.status_span and b.status_span:
        return False
    return a.of == b.of or a.of is None or b.of is None or not (a.told and b.told)


def _same_role(a: str, b: str) -> bool:
    x, y = (frozenset(role.lower().replace("-", " ").split()) for role in (a, b))
    return (x <= y or y <= x) and not word_set("offices", "ranks") & (x ^ y)


def _claim(id: str, group: Sequence[Post]) -> Claim:
    best = max(group, key=lambda p: (p.told, p.of is not None, len(p.name), -p.role.start))
    telling = next((p for p in group if p.status in LATER), best)
    fullest = max(group, key=lambda p: (p.name.lower().startswith(best.name.lower()), len(p.name), -p.role.start))
    values: dict[str, Value] = {"person": best.person.reference, "role": fullest.name, "status": telling.status}
    spans = {
        "person": best.person.mentions[:1],
        "role": tuple(p.role for p in group if p.name == fullest.name),
    }
    if best.of:
        values["of"] = best.of
    if best.of_span:
        spans["of"] = (best.of_span,)
    if telling.status_span:
        spans["status"] = (telling.status_span,)
    evidence = (best.evidence, *(p.evidence for p in group if p is not best))
    return Claim(
        kind="post", id=id, values=values, evidence=evidence, extractor=EXTRACTOR, spans=spans,
        basis={"of": best.basis} if best.basis and best.of else {},
    )  # fmt: skip
