"""Speakers: who the words before a verb of saying stand for, through pronouns, offices, papers and descriptions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique import knowledge
from communique.extract import holders, offices
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.lines import Line
from communique.extract.mentions import Mention
from communique.model.entity import Entity, Reference

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OF = frozenset({"of", "by", "from"})
_MALE = frozenset({"he", "him", "his"})
_FEMALE = frozenset({"she", "her"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is reported: an entity or a description; `number` is `person`, `body` or `several`; `via` words that passed it on."""

    reference: Reference
    number: str
    start: int
    end: int
    via: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The words of an office that a person holds, and the name of its body or country."""

    words: frozenset[str]
    of: str | None


@dataclass(slots=True)
class Focus:
    """Who has been spoken of so far, as a document is read from its start."""

    analysis: Analysis
    roles: dict[str, list[Role]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    spoken: list[Speaker] = field(default_factory=list)
    leads: list[tuple[int, Mention]] = field(default_factory=list)

    def speak(self, speaker: Speaker) -> None:
        """Remember a speaker."""
        self.spoken.append(speaker)

    def lead(self, line: Line) -> None:
        """Remember the person or body that a line begins with."""
        for i in range(min(len(line), 14)):
            if line.quoted[i] is not None:
                return
            owner = line.owner[i]
            if owner is not None and owner.type in ("person", "body") and owner.entity and owner.form != "adjective":
                self.leads.append((owner.start, owner))
                if owner.type == "person":
                    return
            if line.upos(i) == "VERB" and line.owner[i] is None:
                return

    def latest(self, before: int) -> Speaker | None:
        """Who spoke or began a sentence last before an offset: whose a paper is that names nobody."""
        if self.spoken:
            return self.spoken[-1]
        named = next((m for at, m in reversed(self.leads) if at < before), None)
        return self._of_mention(named) if named else None

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self.spoken[-1] if self.spoken else None

    def last_person(self, word: str, before: int) -> Speaker | None:
        """The person that "he", "she" or "the expert" before an offset stands for."""
        speaker = next((s for s in reversed(self.spoken) if s.number == "person" and self._fits(s.reference, word)), None)
        named = next((m for at, m in reversed(self.leads) if at < before and m.type == "person" and self._fits_mention(m, word)), None)
        if named is not None and (speaker is None or named.start > speaker.end) and named.entity != (speaker and speaker.reference.id):
            return self._of_mention(named)
        if speaker is None:
            mention = next((m for m in reversed(self.analysis.mentions.items) if m.type == "person" and m.end <= before and self._fits_mention(m, word)), None)
            return self._of_mention(mention) if mention else None
        return speaker

    def _of_mention(self, mention: Mention) -> Speaker | None:
        entity = self.analysis.mentions.of(mention)
        return None if entity is None else Speaker(reference=entity.reference, number=mention.type, start=mention.start, end=mention.end)

    def last_body(self, before: int) -> Speaker | None:
        """The body that "it" before an offset stands for."""
        speaker = next((s for s in reversed(self.spoken) if s.number == "body"), None)
        named = next((m for at, m in reversed(self.leads) if at < before and m.type == "body"), None)
        if named is not None and (speaker is None or named.start > speaker.end):
            return self._of_mention(named)
        return speaker

    def last_several(self) -> Speaker | None:
        """Those whom "they" stands for."""
        return next((s for s in reversed(self.spoken) if s.number in ("several", "body")), None)

    def _fits_mention(self, mention: Mention, word: str) -> bool:
        entity = self.analysis.mentions.of(mention)
        return entity is not None and self._fits(entity.reference, word)

    def _fits(self, reference: Reference, word: str) -> bool:
        gender = self.genders.get(reference.id or reference.name)
        return gender is None or word not in _MALE | _FEMALE or gender == ("m" if word in _MALE else "f")

    def surnamed(self, mention: Mention) -> Entity | None:
        """The person whose last name a place shares."""
        people = self.analysis.mentions.people
        return next((p for p in people if " " in p.name and p.name.split()[-1] == mention.name), None)

    def organ(self, word: str, before: int) -> Entity | None:
        """The body named last before an offset that has a word such as "council" in its name."""
        for mention in reversed(self.analysis.mentions.items):
            if mention.type == "body" and mention.start < before and word in mention.name.lower().split():
                return self.analysis.mentions.of(mention)
        return None

    def in_office(self, words: frozenset[str], of: str | None, before: int) -> Entity | None:
        """The person named last who holds an office of these words."""
        best: tuple[int, Entity] | None = None
        for person in self.analysis.mentions.people:
            if not any(words <= role.words and (of is None or role.of is None or role.of == of) for role in self.roles.get(person.id, ())):
                continue
            at = max((span.start for span in person.mentions if span.start < before), default=-1)
            at = at if at >= 0 else -person.mentions[0].start
            if best is None or at > best[0]:
                best = (at, person)
        return best[1] if best else None


def focus(analysis: Analysis, lines: Sequence[Line]) -> Focus:
    """What the document says of its persons' offices and of who is a man and who a woman."""
    found = Focus(analysis)
    for line in lines:
        words = offices.Words(line.tagged.sentence, line.lower, line.owner)
        for held in holders.in_sentence(words, list(offices.find(words))):
            if held.person and held.person.entity:
                role = Role(words=_role_words(held.office.head), of=held.of.name if held.of else None)
                found.roles.setdefault(held.person.entity, []).append(role)
        for i, owner in enumerate(line.owner):
            if owner is not None and owner.type == "person" and owner.entity and (i == 0 or line.owner[i - 1] is not owner):
                _gender(line, i, owner.entity, found.genders)
    for person in analysis.mentions.people:
        _given_gender(person, found)
    return found


def _role_words(head: str) -> frozenset[str]:
    return frozenset(head.replace("-", " ").split())


def _gender(line: Line, i: int, person: str, genders: dict[str, str]) -> None:
    before = line.lower[max(0, i - 2) : i]
    for gender in ("m", "f"):
        if set(before) & word_set("saying", "honorifics", gender):
            genders[person] = gender


def _given_gender(person: Entity, found: Focus) -> None:
    if person.id in found.genders:
        return
    words = {word for role in found.roles.get(person.id, ()) for word in role.words}
    for gender in ("m", "f"):
        if words & word_set("saying", "gendered", gender):
            found.genders[person.id] = gender
            return
    known = knowledge.given_names().get(person.name.split()[0])
    if known in ("m", "f"):
        found.genders[person.id] = known


def resolve(line: Line, first: int, last: int, focus: Focus) -> Speaker | None:
    """Who the words `first` to `last` (exclusive) of a line stand for; `None` where nobody speaks ("figures show")."""
    word = line.lower[last - 1]
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    if last - first == 1 and word in word_set("saying", "personal"):
        return _pronoun(word, start, end, line, focus)
    head = _head(line, first, last)
    named = line.owner[last - 1]
    if head < last and named is not None and named.type == "person" and not _governed(line, first, named):
        return _mentioned(named, focus)
    people = _entities(line, first, head, "person")
    if people and (line.owner[head - 1] is people[-1] or len(people) == 1 and _appended(line, first, head)):
        if len(people) == 1 or not _joined(line, people[-2], people[-1]):
            return _mentioned(people[-1], focus)
    paper = _paper(line, first, head, last, focus)
    if paper is not None:
        return paper
    if line.lower[head - 1] in word_set("saying", "gatherings"):
        return focus.last_body(start)
    if line.lower[head - 1] in word_set("saying", "data"):
        return None
    owner = line.owner[head - 1]
    if owner is not None and not people and "and" not in line.lower[first:head] and _whole(line, first, head):
        return _body(line, owner, first, head, focus)
    return _described(line, first, head, last, focus)


def _pronoun(word: str, start: int, end: int, line: Line, focus: Focus) -> Speaker | None:
    if word in ("he", "she", "him", "her"):
        return focus.last_person(word, start)
    if word == "it":
        return focus.last_body(start)
    if word == "they":
        return focus.last_several()
    if word in ("who", "which", "we", "i", "you", "nobody", "none", "me", "us", "all", "them"):
        return None
    number = "several" if word in ("both", "many", "others", "some") else "person"
    return Speaker(reference=Reference(id=None, name=_text(line, start, end)), number=number, start=start, end=end)


def _text(line: Line, start: int, end: int) -> str:
    """The words of a line between two offsets, with single blanks where there are blanks."""
    parts: list[str] = []
    for before, token in zip((None, *line.tokens), line.tokens, strict=False):
        if start <= token.start and token.end <= end:
            if parts and before is not None and before.end < token.start:
                parts.append(" ")
            parts.append(token.text)
    return "".join(parts)


def _head(line: Line, first: int, last: int) -> int:
    """Past the head of a phrase: before the first "of", "for" or "at" that stands outside a name."""
    for i in range(first + 1, last):
        if line.lower[i] in word_set("saying", "inside") and not (line.owner[i] is not None and line.owner[i] is line.owner[i - 1]):
            return i
    return last


def _entities(line: Line, first: int, last: int, type: str) -> list[Mention]:
    found: list[Mention] = []
    for owner in line.owner[first:last]:
        if owner is not None and owner.type == type and (not found or found[-1] is not owner):
            found.append(owner)
    return found


def _appended(line: Line, first: int, head: int) -> bool:
    """Whether after a person's name only a bracket or an initial follows in the phrase."""
    at = max(i for i in range(first, head) if line.owner[i] is not None and line.owner[i].type == "person")  # type: ignore[union-attr]
    return line.lower[at + 1] == "(" if at + 1 < head else True


def _mentioned(mention: Mention, focus: Focus) -> Speaker:
    entity = focus.analysis.mentions.of(mention)
    reference = entity.reference if entity else Reference(id=None, name=mention.name)
    return Speaker(reference=reference, number=mention.type, start=mention.start, end=mention.end)


def _governed(line: Line, first: int, named: Mention) -> bool:
    """Whether a name hangs on a preposition or conjunction before it: "a spokesman for Orr"."""
    at = next(i for i in range(len(line)) if line.owner[i] is named)
    before = line.lower[at - 1] if at > first else ""
    return before in word_set("saying", "inside") | {"and", "or", ",", "."}


def _joined(line: Line, a: Mention, b: Mention) -> bool:
    """Whether "and" alone stands between two names, offices aside."""
    between = [w for w, token in zip(line.lower, line.tokens, strict=True) if a.end <= token.start < b.start]
    return bool(between) and between[0] in ("and", ",", "&")


def _whole(line: Line, first: int, head: int) -> bool:
    """Whether a name makes up its phrase, articles and kinds of bodies aside."""
    owner = line.owner[head - 1]
    return all(
        line.owner[i] is owner or line.determiner(i) or line.owner[i] is not None and line.owner[i].type != "person" or line.lower[i] in _POSSESSIVE  # type: ignore[union-attr]
        for i in range(first, head)
    )


def _body(line: Line, owner: Mention, first: int, head: int, focus: Focus) -> Speaker:
    entity = focus.analysis.mentions.of(owner)
    if entity is None and (person := focus.surnamed(owner)) is not None:
        return Speaker(reference=person.reference, number="person", start=owner.start, end=owner.end)
    if entity is None:
        state = knowledge.country_of(owner.name) if owner.type == "place" else None
        reference = Reference(id=None, name=state.name if state else owner.name)
        return Speaker(reference=reference, number="body", start=owner.start, end=owner.end)
    start = line.tokens[first].start if first < head and not line.determiner(first) else owner.start
    return Speaker(reference=entity.reference, number=entity.type, start=start, end=owner.end)


def _paper(line: Line, first: int, head: int, last: int, focus: Focus) -> Speaker | None:
    """Who issued the statement, letter or plan that a phrase names, where it says so; the paper is what it was said in."""
    if line.lower[head - 1] not in word_set("saying", "papers"):
        return None
    via = (line.tokens[first].start, line.tokens[head - 1].end)
    issuer = _issuer(line, first, head, last, focus) or focus.latest(line.tokens[first].start)
    return None if issuer is None else Speaker(reference=issuer.reference, number=issuer.number, start=issuer.start, end=issuer.end, via=via)


def _issuer(line: Line, first: int, head: int, last: int, focus: Focus) -> Speaker | None:
    for i in range(first, head):
        owner = line.owner[i]
        if line.lower[i] in ("his", "her"):
            return focus.last_person("he" if line.lower[i] == "his" else "she", line.tokens[i].start)
        if line.lower[i] in ("its", "their"):
            return focus.last_body(line.tokens[i].start) if line.lower[i] == "its" else focus.last_several()
        if owner is not None and owner.entity and i + 1 < head and line.owner[i + 1] is not owner:
            return _mentioned(owner, focus)
    if head < last and line.lower[head] in _OF:
        return next((_mentioned(owner, focus) for owner in line.owner[head:last] if owner is not None and owner.entity), None)
    return None


def _described(line: Line, first: int, head: int, last: int, focus: Focus) -> Speaker | None:
    """An unnamed speaker: the person in that office, the one last spoken of so, else the description as written."""
    word = line.lower[head - 1]
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    singular = not word.endswith("s") or word in word_set("offices", "heads")
    definite = line.lower[first] in ("the", "this", "that") or not line.determiner(first) and word in word_set("offices", "heads")
    if singular and definite:
        known = _organ(line, first, last, focus) or _in_office(line, first, head, last, focus)
        known = known or _again(line, first, head, last, focus)
        if known is not None:
            return known
    number = "several" if not singular else "body" if word in word_set("names", "body_heads") else "person"
    return Speaker(reference=Reference(id=None, name=_text(line, start, end)), number=number, start=start, end=end)


def _organ(line: Line, first: int, last: int, focus: Focus) -> Speaker | None:
    """The body that "the council" means."""
    word, start = line.lower[last - 1], line.tokens[first].start
    if last - first != 2 or word not in word_set("names", "body_heads"):
        return None
    body = focus.organ(word, start)
    return body and Speaker(reference=body.reference, number="body", start=start, end=line.tokens[last - 1].end)


def _in_office(line: Line, first: int, head: int, last: int, focus: Focus) -> Speaker | None:
    if line.lower[head - 1] not in word_set("offices", "heads"):
        return None
    words = frozenset(w for i in range(first, head) if line.owner[i] is None and not line.determiner(i) for w in line.lower[i].split("-"))
    of = next((o.name for o in line.owner[first:last] if o is not None and o.type != "person"), None)
    person = focus.in_office(words - _POSSESSIVE, of, line.tokens[first].start)
    if person is None:
        return None
    return Speaker(reference=person.reference, number="person", start=line.tokens[first].start, end=line.tokens[last - 1].end)


def _again(line: Line, first: int, head: int, last: int, focus: Focus) -> Speaker | None:
    """The speaker whom "the spokesman" or "the expert" means: the last one described so, else the last person."""
    word = line.lower[head - 1]
    start = line.tokens[first].start
    same = next((s for s in reversed(focus.spoken) if s.reference.id is None and word in s.reference.name.lower().split()), None)
    if same is not None:
        return same
    if word in word_set("saying", "generic") or word in word_set("offices", "heads"):
        found = focus.last_person("", start)
        via = _agency(line, head, last)
        return found and Speaker(reference=found.reference, number="person", start=start, end=line.tokens[last - 1].end, via=via)
    return None


def _agency(line: Line, head: int, last: int) -> tuple[int, int] | None:
    """The outlet in "the interlocutor of the agency"."""
    if head + 1 >= last or line.lower[head] != "of":
        return None
    return line.tokens[head + 1].start, line.tokens[last - 1].end


def described(names: Iterable[str]) -> frozenset[str]:
    """Names in small letters, for comparing descriptions."""
    return frozenset(name.casefold() for name in names)
