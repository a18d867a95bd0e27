"""Who is in view while a document is read: speakers and persons named so far, their offices, men and women."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from communique import knowledge
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.lines import Line, phrase_before
from communique.extract.mentions import Mention
from communique.model.claim import Claim
from communique.model.entity import Entity, Reference

_MALE = frozenset({"he", "him", "his"})
_FEMALE = frozenset({"she", "her"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is reported: an entity or a description; `number` is `person`, `body` or `several`; `via` its bearer."""

    reference: Reference
    number: str
    start: int
    end: int
    via: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The words of an office that a person holds, and the names of its body or country."""

    words: frozenset[str]
    of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A pronoun or description that speaks: the words `first` to `last` of a line, `head` being past the head word.

    `word` is the pronoun, where it is one; `written` the description as a speaker by itself; `rule` whom plain rules
    take.
    """

    line: Line
    first: int
    head: int
    last: int
    word: str = ""
    written: Speaker | None = None
    rule: Speaker | None = None

    @property
    def start(self) -> int:
        """Where the phrase starts."""
        return self.line.tokens[self.first].start


def ruled(asked: Question) -> Speaker | None:
    """Whom plain rules take."""
    return asked.rule


_LATE = 2  # sentences


@dataclass(slots=True)
class Focus:
    """Who has been spoken of so far, as a document is read from its start."""

    analysis: Analysis
    roles: dict[str, list[Role]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    spoken: list[Speaker] = field(default_factory=list)
    leads: list[tuple[int, Mention]] = field(default_factory=list)
    surnames: dict[str, Entity] = field(default_factory=dict)
    papers: dict[str, Speaker] = field(default_factory=dict)
    groups: list[Speaker] = field(default_factory=list)
    choose: Callable[[Question], Speaker | None] = ruled

    def speak(self, speaker: Speaker) -> None:
        """Remember a speaker."""
        self.spoken.append(speaker)

    def issue(self, via: str, speaker: Speaker) -> None:
        """Remember whose a paper is in which somebody spoke: "said in a statement on Monday"."""
        for word in via.lower().split():
            if word in word_set("saying", "papers"):
                self.papers[word] = speaker

    def lead(self, line: Line) -> None:
        """Remember the person, body or group that a line begins with; "the summit" is the union's."""
        self._group(line)
        for i in range(min(len(line), 14)):
            if line.quoted[i] is not None:
                return
            owner = line.owner[i]
            gathering = owner is None and line.lower[i] in word_set("saying", "gatherings")
            if gathering and line.tagged.deprels[i] == "nsubj" and self.analysis.main is not None:
                self.leads.append((line.tokens[i].start, self.analysis.main[0]))
            if owner is not None and owner.type in ("person", "body") and owner.entity and owner.form != "adjective":
                self.leads.append((owner.start, owner))
                if owner.type == "person":
                    return
            if line.upos(i) == "VERB" and line.owner[i] is None:
                return

    def _group(self, line: Line) -> None:
        """Remember unnamed people who do what a line tells: "the ministers met"."""
        for i in range(min(len(line), 14)):
            if line.quoted[i] is not None or line.upos(i) == "VERB":
                return
            if line.owner[i] is None and line.lower[i] in word_set("saying", "groups"):
                start = phrase_before(line, i + 1)
                if line.tagged.deprels[i] == "nsubj" and start is not None:
                    first, end = line.tokens[start].start, line.tokens[i].end
                    same = (
                        s.reference for s in reversed(self.spoken) if line.lower[i] in s.reference.name.lower().split()
                    )
                    who = next(same, None) if line.lower[start] in ("the", "these") else None
                    who = who or Reference(id=None, name=line.text(first, end))
                    self.groups.append(Speaker(reference=who, number="several", start=first, end=end))
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
        speaker = next(
            (s for s in reversed(self.spoken) if s.number == "person" and self._fits(s.reference, word)), None
        )
        named = next(
            (m for at, m in reversed(self.leads) if at < before and m.type == "person" and self._fits_mention(m, word)),
            None,
        )
        if (
            named is not None
            and (speaker is None or named.start > speaker.end)
            and named.entity != (speaker and speaker.reference.id)
        ):
            return self._of_mention(named)
        if speaker is None:
            mention = next(
                (
                    m
                    for m in self.analysis.mentions.before(before)
                    if m.type == "person" and m.end <= before and self._fits_mention(m, word)
                ),
                None,
            )
            found = self._of_mention(mention) if mention else None
            return found or (self.last_person("", before) if word else None)
        return speaker

    def _of_mention(self, mention: Mention) -> Speaker | None:
        entity = self.analysis.mentions.of(mention)
        return (
            None
            if entity is None
            else Speaker(reference=entity.reference, number=mention.type, start=mention.start, end=mention.end)
        )

    def last_body(self, before: int) -> Speaker | None:
        """The body that "it" before an offset stands for."""
        speaker = next((s for s in reversed(self.spoken) if s.number == "body"), None)
        at, named = next(((at, m) for at, m in reversed(self.leads) if at < before and m.type == "body"), (0, None))
        if named is not None and (speaker is None or at > speaker.end):
            return self._of_mention(named)
        return speaker

    def last_union(self, before: int) -> Speaker | None:
        """The body, no state, that a sentence before an offset last began with, else the union of the document."""
        named = (m for at, m in reversed(self.leads) if at < before and m.type == "body")
        mention = next((m for m in named if (e := self.analysis.mentions.of(m)) and e.kind != "state"), None)
        if mention is None and self.analysis.main is not None:
            mention = self.analysis.main[0]
        return self._of_mention(mention) if mention else None

    def last_several(self, before: int) -> Speaker | None:
        """Those whom "they" before an offset stands for: two persons just named together, or who spoke last as one."""
        spoken = next((s for s in reversed(self.spoken) if s.number in ("several", "body")), None)
        group = next((g for g in reversed(self.groups) if g.start < before), None)
        named = [who for who in (spoken, group, self._pair(before)) if who is not None]
        return max(named, key=lambda who: who.end, default=None)

    def _pair(self, before: int) -> Speaker | None:
        """The persons that a sentence shortly before an offset names, if they are two."""
        sentences = self.analysis.tagged
        at = bisect_left(sentences, before, key=lambda t: t.sentence.end)
        for tagged in reversed(sentences[max(0, at - _LATE) : at]):
            named = self.analysis.mentions.within(tagged.sentence.start, tagged.sentence.end)
            people = {m.entity: m for m in reversed(named) if m.type == "person" and m.entity}
            if len(people) == 2:
                first, last = sorted(people.values(), key=lambda m: m.start)
                names = [e.name for m in (first, last) if (e := self.analysis.mentions.of(m))]
                reference = Reference(id=None, name=" and ".join(names))
                return Speaker(reference=reference, number="several", start=first.start, end=last.end)
            if people:
                return None
        return None

    def _fits_mention(self, mention: Mention, word: str) -> bool:
        entity = self.analysis.mentions.of(mention)
        return entity is not None and self._fits(entity.reference, word)

    def _fits(self, reference: Reference, word: str) -> bool:
        gender = self.genders.get(reference.id or reference.name)
        return gender is None or word not in _MALE | _FEMALE or gender == ("m" if word in _MALE else "f")

    def surnamed(self, mention: Mention) -> Entity | None:
        """The person whose last name a place shares."""
        return self.surnames.get(mention.name)

    def organ(self, word: str, before: int) -> Entity | None:
        """The body named last before an offset that has a word such as "council" in its name."""
        for mention in self.analysis.mentions.before(before):
            if mention.type == "body" and word in mention.name.lower().split():
                return self.analysis.mentions.of(mention)
        return None

    def names(self, mention: Mention) -> frozenset[str]:
        """A mention's own words and the name of what it stands for."""
        entity = self.analysis.mentions.of(mention)
        return frozenset({mention.name, entity.name} if entity else {mention.name})

    def in_office(self, words: frozenset[str], of: Mention | None, before: int) -> Entity | None:
        """The person named last who holds an office of these words."""
        best: tuple[int, Entity] | None = None
        names = self.names(of) if of else frozenset()
        for person in self.analysis.mentions.people:
            if not any(
                words <= role.words and (not names or not role.of or names & role.of)
                for role in self.roles.get(person.id, ())
            ):
                continue
            at = max((span.start for span in person.mentions if span.start < before), default=-1)
            at = at if at >= 0 else -person.mentions[0].start
            if best is None or at > best[0]:
                best = (at, person)
        return best[1] if best else None


def focus(analysis: Analysis, lines: Sequence[Line], posts: Sequence[Claim] = ()) -> Focus:
    """What the document says of its persons' offices and of who is a man and who a woman."""
    found = Focus(analysis)
    found.surnames = {p.name.split()[-1]: p for p in reversed(analysis.mentions.people) if " " in p.name}
    for post in posts:
        person, of = post["person"], post["of"]
        if isinstance(person, Reference) and person.id:
            names = {span.quote for span in post.spans.get("of", ())} | (
                {of.name} if isinstance(of, Reference) else set()
            )
            role = Role(words=_role_words(str(post["role"]).lower()), of=frozenset(names))
            found.roles.setdefault(person.id, []).append(role)
    for line in lines:
        for i, owner in enumerate(line.owner):
            if (
                owner is not None
                and owner.type == "person"
                and owner.entity
                and (i == 0 or line.owner[i - 1] is not owner)
            ):
                _gender(line, i, owner.entity, found.genders)
    for entity in analysis.mentions.people:
        _given_gender(entity, found)
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
