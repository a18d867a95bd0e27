"""What the knowledge base holds, and how it is looked up."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import knowledge
from communique.knowledge import Body, Country


def test_ids_are_unique() -> None:
    ids = [t.id for t in (*knowledge.countries(), *knowledge.bodies(), *knowledge.cities())]
    assert len(ids) == len(set(ids))


def test_bodies_are_enough_and_hang_together() -> None:
    bodies = knowledge.bodies()
    ids = {b.id for b in bodies}
    states = {c.id for c in knowledge.countries()}
    assert len(bodies) >= 3000
    for body in bodies:
        assert body.kind in knowledge.BODY_KINDS, body.id
        assert body.parent is None or body.parent in ids, body.id
        assert body.successor is None or body.successor in ids, body.id
        assert {m.country for m in body.memberships} <= states, body.id
        assert all(m.status in knowledge.STATUSES for m in body.memberships)


def test_states_are_all_there() -> None:
    kinds = [c.kind for c in knowledge.countries()]
    assert kinds.count("state") == 194
    assert set(kinds) == {"state", "partial", "territory", "former", "region"}


def test_an_acronym_of_several_bodies_is_weak() -> None:
    owners: dict[str, set[str]] = {}
    for body in knowledge.bodies():
        for acronym in body.acronyms:
            owners.setdefault(acronym, set()).add(body.id)
    for acronym, ids in owners.items():
        entry = knowledge.look_up(acronym)
        assert entry is not None, acronym
        firm = [s for s in entry.senses if isinstance(s.thing, Body) and not s.weak]
        assert len(firm) <= 1, (acronym, ids)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Union State", "union-state"),
        ("the Eurasian Economic Union", "eurasian-economic-union"),
        ("EAEU", "eurasian-economic-union"),
        ("Donaukommission", "danube-commission"),
        ("Nordiska ministerrådet", "nordic-council-of-ministers"),
        ("Banco Africano de Desenvolvimento", "african-development-bank"),
        ("Council of Ministers of the Union State", "council-of-ministers-of-the-union-state"),
        ("Union State Council of Ministers", "council-of-ministers-of-the-union-state"),
        ("Board of the Eurasian Economic Commission", "board-of-the-eurasian-economic-commission"),
        ("council of the ITTO", "international-tropical-timber-council"),
        ("ITTO Council", "international-tropical-timber-council"),
        ("Executive Board of UNICEF", "executive-board-of-the-united-nations-childrens-fund"),
        ("the LCBC council of ministers", "council-of-ministers-of-the-lake-chad-basin-commission"),
        ("Belarus", "by"),
        ("DPRK", "kp"),
        ("U.S.", "us"),
        ("Geneva", "city:geneva"),
        ("ЕАЭС", "eurasian-economic-union"),
    ],
)
def test_names_resolve(name: str, id: str) -> None:
    thing = knowledge.resolve(name)
    assert thing is not None
    assert thing.id == id


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("Russian", "ru"),
        ("Byelorussian", "by"),
        ("the White House", "us"),
        ("Minsk", "by"),
        ("Soviet", "suhh"),
        ("Emirati", "ae"),
    ],
)
def test_country_of(words: str, id: str) -> None:
    country = knowledge.country_of(words)
    assert isinstance(country, Country)
    assert country.id == id


def test_unknown_names_are_unknown() -> None:
    assert knowledge.resolve("Vindhya Institute of Nowhere") is None
    assert knowledge.body("Zork") is None
    assert knowledge.country_of("") is None


def test_generic_words_are_found_but_weak() -> None:
    (found,) = knowledge.find_names("The Council of Ministers met.")
    assert found.entry.weak
    assert found.entry.form == "generic"


def test_headlines_in_capitals() -> None:
    found = knowledge.find_names("EURASIAN ECONOMIC UNION TO MEET IN MINSK\n\nmoscow said no.")
    assert [f.entry.thing.id for f in found] == ["eurasian-economic-union", "city:minsk"]


@given(
    st.text(alphabet=string.printable + "’–ÉЕЭ\u00a0", max_size=80),
    st.sampled_from(["EAEU", "Minsk", "U.S.", "Union State"]),
)
def test_spans_are_exact_and_apart(noise: str, name: str) -> None:
    text = f"{noise} {name} {noise}"
    last = 0
    for found in knowledge.find_names(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end
    assert any(f.start <= len(noise) + 1 < f.end for f in knowledge.find_names(text))
