"""Where an occasion takes place: the place that the words around one mention of it name.

Law: a place is one that the text names for the occasion; the dateline's is taken only where the text says "here".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract import diaries
from communique.extract.chunks import word_set
from communique.extract.elsewhere import is_anothers, occasions, parted_by
from communique.extract.goals import IN_TOWNS, is_goal, is_gone_to, is_left, is_put_forward, moved
from communique.extract.homes import publisher_town
from communique.extract.mentions import Mention
from communique.extract.parse import Tree
from communique.extract.scenes import Scene, dates_within, gap, is_state
from communique.knowledge import City, country_of, look_up
from communique.languages import pattern
from communique.model.span import Span

_SURE = 0.65
_NEAR = 150
_LOCATIVE = pattern("places", "locative")
_GOAL = pattern("places", "goal")
_DENIED = pattern("places", "denied")
_AT_HOUSE = pattern("places", "at_house")
_NOT_THERE, _FEW = pattern("places", "not_there"), 40
_ASKS = pattern("places", "asks")
_SUBJECT = pattern("places", "subject")
_WHERE = pattern("places", "where")
_INSIDE, _WITHIN = pattern("places", "inside"), pattern("places", "within")
_CAPITAL = pattern("places", "capital")
_HERE = pattern("places", "here")
_DATELINE = pattern("places", "dateline")
_LINE_HEAD = pattern("places", "line_head")
_HOSTED = pattern("places", "hosted")


@dataclass(frozen=True, slots=True)
class Site:
    """A stretch of the text that may name where an occasion is, how the text says so, and how far off it stands.

    What the tagger marks has how unsure it is, in per cent, for the distance; `name` is that of a place told otherwise.
    """

    start: int
    end: int
    way: str
    far: int
    name: str | None = None


_WAYS = ("moved", "named", "marked", "bound", "day", "around", "here", "head", "host")


def place_of(
    scene: Scene,
    spans: dict[str, tuple[Span, ...]],
    basis: dict[str, str],
    *,
    only_there: bool = False,
    subjects: Sequence[Span] = (),
) -> str | None:
    """The place named for an occasion, by the surest way that the text names one, the nearest of several.

    `only_there` leaves out what the words of the scene do not name; what lies in `subjects` is where these are.
    """
    if scene.trigger.kind == "agenda":
        return None
    text = scene.analysis.document.text
    sites = [s for site in _sites(scene) if (s := _exact(scene, site)).name or not _is_vague(_words(text, s))]
    sites = [s for s in sites if s.way == "day" or not any(o.start <= s.start < o.end for o in subjects)]
    if only_there:
        sites = [s for s in sites if scene.start <= s.start and s.end <= scene.end]
    found = min(sites, key=lambda s: (_WAYS.index(s.way), s.far), default=None)
    if found is None:
        return None
    spans["place"] = (scene.analysis.document.span(found.start, found.end),)
    if found.name:
        basis["place"] = _AT_HOME if found.way == "here" else _SEAT
    return found.name or text[found.start : found.end]


_SEAT, _AT_HOME = "the capital of that state", "the town in the name of the outlet"


def _words(text: str, site: Site) -> str:
    return text[site.start : site.end].lower()


def _sites(scene: Scene) -> Iterator[Site]:
    text, tree = scene.analysis.document.text, scene.parsed.tree
    marked = (site for site in _marked(scene) if not _NOT_THERE.search(text, max(0, site.start - _FEW), site.start))
    yield from (s for s in marked if not is_left(text, scene, s.start) and not _ASKS.match(text, s.end))
    for mention in _named(scene):
        way = moved(scene, mention) or _way(scene, tree, mention)
        if way:
            far = gap(scene, mention.start, mention.end) + (40 if mention.type == "body" else 0)
            yield Site(mention.start, mention.end, way, far)
    yield from _here(scene)
    yield from _capitals(scene)
    yield from _line_head(scene)


def _marked(scene: Scene) -> Iterator[Site]:
    """What the tagger marks as the place of the occasion."""
    at, tokens = (scene.trigger.sentence, scene.trigger.token), scene.words.sentence.tokens
    for span in scene.parsed.tagged.spans:
        if span.label == "place" and span.anchor == at and span.score >= _SURE:
            site = Site(tokens[span.start].start, tokens[span.end - 1].end, "marked", round(100 * (1 - span.score)))
            parted = parted_by(scene, range(span.start, span.end))
            if not (_in_dateline(scene, site) or _is_adjective(scene, site)) and parted.isdisjoint(occasions(scene)):
                yield site


def _is_adjective(scene: Scene, site: Site) -> bool:
    """Whether a site is but a state's adjective: "the Norwegian capital"."""
    near = scene.analysis.mentions.within(site.start, site.end)
    return any(m.form == "adjective" and m.start <= site.start and site.end <= m.end for m in near)


def _in_dateline(scene: Scene, site: Site) -> bool:
    line = _DATELINE.match(scene.analysis.document.text, scene.analysis.document.body_start)
    return line is not None and site.start < line.end("place") and line.start("place") < site.end


def _exact(scene: Scene, site: Site) -> Site:
    """A site as the mention that it is part of; the city before its country: "in Knokke, Belgium"."""
    text, mentions = scene.analysis.document.text, scene.analysis.mentions
    near = [m for m in mentions.within(site.start - 60, site.end + 60) if m.type in ("place", "body")]
    whole = next((m for m in near if m.start < site.end and site.start < m.end and m.type == "place"), None)
    start, end = (whole.start, whole.end) if whole else (site.start, site.end)
    cities = [m for m in near if m.type == "place" and m.end < start]
    if whole is None and (town := _town_of_house(text, near, site)):
        return replace(site, start=town.start, end=town.end)
    city = next((m for m in cities if _INSIDE.fullmatch(text, m.end, start)), None)
    if city is None or not _LOCATIVE.search(text, max(0, city.start - 40), city.start):
        city = next((m for m in reversed(cities) if _lies_in(text, m, start, text[start:end])), None)
    if city:
        start, end = city.start, city.end
    return replace(site, start=start, end=end)


def _town_of_house(text: str, near: Sequence[Mention], site: Site) -> Mention | None:
    """The town in which the house of a body stands: Lima for "at the General Secretariat in Lima"."""
    house = next((m for m in near if m.start < site.end and site.start < m.end and m.form == "name"), None)
    towns = (m for m in near if house and m.type == "place" and _WITHIN.fullmatch(text, house.end, m.start))
    return next(towns, None)


def _lies_in(text: str, city: Mention, start: int, country: str) -> bool:
    """Whether a city stands right before the country that it lies in: "to Knokke in Belgium"."""
    if not _WITHIN.fullmatch(text, city.end, start):
        return False
    known, state = look_up(city.name), country_of(country)
    return bool(
        state and known and any(isinstance(s.thing, City) and s.thing.country == state.id for s in known.senses)
    )


def _named(scene: Scene) -> Iterator[Mention]:
    """The places and states that the sentence names, but for continents and the like."""
    sentence = scene.words.sentence
    for mention in scene.analysis.mentions.within(sentence.start, sentence.end):
        if mention.form == "adjective" or _is_vague(mention.name.lower()) or _asks(scene, mention):
            continue
        if mention.type == "place" or (mention.type == "body" and is_state(scene, mention)):
            yield mention


def _asks(scene: Scene, mention: Mention) -> bool:
    """Whether a state asks for something, which is no place of it: "at Chad's request"."""
    return bool(_ASKS.match(scene.analysis.document.text, mention.end))


def _is_vague(name: str) -> bool:
    return name in word_set("places", "vague") or name.endswith(" capital")


def _way(scene: Scene, tree: Tree, mention: Mention) -> str | None:
    """How the text says that a place is that of the occasion, if it does."""
    text, trigger = scene.analysis.document.text, scene.trigger
    before = text[max(0, mention.start - 40) : mention.start]
    if is_anothers(scene, mention) or is_left(text, scene, mention.start):
        return None
    if trigger.work and mention.type == "place" and _is_by_a_day(scene, mention):
        return "day"
    denied = _DENIED.search(before) and not _AT_HOUSE.fullmatch(text, trigger.end, mention.start)
    about = mention.start > trigger.end and _SUBJECT.search(text, trigger.end, mention.start)
    if denied or (about and not before.endswith(", in ")):
        return None
    if mention.end < trigger.start and _WHERE.match(text, mention.end) and trigger.start - mention.end < _NEAR:
        return "bound"
    inside = scene.start <= mention.start and mention.end <= scene.end
    if is_put_forward(scene, mention):
        return "bound"
    if _HOSTED.match(text, mention.end, trigger.end) and mention.start < trigger.start:
        return "bound" if mention.type == "place" else "host"
    city = mention.type == "place" or mention.form == "capital"
    by_town = trigger.kind in IN_TOWNS or (trigger.kind in _OF_TWO and _is_between(scene, tree))
    if city and by_town and not trigger.verb and text[mention.end : trigger.start] == " ":
        return "named"
    modifier = (
        mention.type == "place"
        and not trigger.verb
        and re.fullmatch(r"\s+(?:\w+\s+)?", text[mention.end : trigger.start])
    )
    goal = _GOAL.search(before) if trigger.kind == "visit" else city and is_gone_to(scene, mention)
    if not (modifier or goal or _LOCATIVE.search(before)):
        return "bound" if is_goal(scene, tree, mention) else None
    return "around" if inside else None


def _is_between(scene: Scene, tree: Tree) -> bool:
    """Whether it is said whose talks they are, so that a capital before them is no state: "the Riga talks of"."""
    whose = (k for k in tree.kids(scene.trigger.token, "nmod") if tree.case(k) in ("of", "between", "with"))
    return any((m := scene.words.owner[k]) is not None and m.type in ("person", "body") for k in whose)


_OF_TWO = frozenset({"talks", "consultation"})


def _is_by_a_day(scene: Scene, town: Mention) -> bool:
    """Whether a town is named right before a day, as where those are who do something on it: "in Lima on Friday"."""
    text = scene.analysis.document.text
    if not _LOCATIVE.search(text, max(0, town.start - 10), town.start):
        return False
    if scene.others and not scene.start <= town.start < scene.end:
        return False
    return any(
        text[town.end : d.start].strip() in ("", "on", "in", ",")
        for d in dates_within(scene.analysis, town.end, town.end + 6)
    )


def _here(scene: Scene) -> Iterator[Site]:
    """The dateline's place, or the town of the outlet, where the words around the occasion say "here"."""
    text = scene.analysis.document.text
    here = _HERE.search(text, scene.start, scene.end)
    line = _DATELINE.match(text, scene.analysis.document.body_start) if here else None
    if line:
        yield Site(*line.span("place"), "here", 0)
    elif here and (town := publisher_town(scene.analysis.document)) and not _names_a_town(scene):
        yield Site(*here.span(), "here", 0, town)


def _names_a_town(scene: Scene) -> bool:
    sentence = scene.words.sentence
    return any(m.type == "place" for m in scene.analysis.mentions.within(sentence.start, sentence.end))


def _capitals(scene: Scene) -> Iterator[Site]:
    """The seat of a state's government, of which the words around the occasion speak: "in the Kenyan capital"."""
    text = scene.analysis.document.text
    line = _DATELINE.match(text, scene.analysis.document.body_start)
    for found in _CAPITAL.finditer(text, scene.start, scene.end):
        state, at = country_of(found["of"]), found.start("of")
        if state is None or not state.capital or is_left(text, scene, at):
            continue
        far = gap(scene, at, found.end())
        if line and country_of(line["place"].title()) == state:
            yield Site(*line.span("place"), "around", far)
        else:
            yield Site(at, found.end(), "around", far, state.capital)


def _line_head(scene: Scene) -> Iterator[Site]:
    """The place that stands before a dash at the start of an entry of a list."""
    text, document = scene.analysis.document.text, scene.analysis.document
    notice = diaries.at(scene.analysis.diary, scene.trigger.start)
    if notice is not None:
        if notice.place:
            yield Site(*notice.place, "head", 0)
        return
    first = text.rfind("\n", 0, scene.trigger.start) + 1
    found = _LINE_HEAD.match(text, first, scene.trigger.start) if first > document.body_start else None
    if found:
        yield Site(*found.span("place"), "head", 0)
