"""Organs that a text calls by the names that other languages of their unions give them."""

import pytest

from communique import knowledge, read_text
from communique.model.entity import Entity


def organs(text: str) -> dict[str, str | None]:
    """What the bodies of a text that are mentioned so are known as."""
    found: tuple[Entity, ...] = read_text(text).bodies
    return {span.quote: body.known for body in found for span in body.mentions}


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        (
            "The Conseil exécutif of the Union africaine will sit in Tunis on 4 March.",
            "Conseil exécutif of the Union africaine",
            "executive-council-of-the-african-union",
        ),
        (
            "The Conseil des ministres de l'UEMOA met in Lomé on 7 June.",
            "Conseil des ministres de l'UEMOA",
            "council-of-ministers-of-the-west-african-economic-and-monetary-union",
        ),
        (
            "Ministers of the Pacific Alliance flew in. The Consejo de Ministros meets in Arica on 3 May.",
            "Consejo de Ministros",
            "council-of-ministers-of-the-pacific-alliance",
        ),
        (
            "The CPLP's Conselho de Ministros met in Praia on 2 May.",
            "Conselho de Ministros",
            "council-of-ministers-of-the-community-of-portuguese-language-countries",
        ),
        (
            "Mercosur has a new chair. The Cumbre de Presidentes will follow in Salto on 9 July.",
            "Cumbre de Presidentes",
            "mercosur-summit",
        ),
    ],
)
def test_a_plain_name_is_an_organ_of_the_union_beside_or_before_it(text: str, name: str, known: str) -> None:
    assert organs(text)[name] == known


@pytest.mark.parametrize(
    "text",
    [
        "The Conseil exécutif will sit in Tunis on 4 March.",
        "The African Union looked on. The Conseil des ministres of Gabon met on 7 June.",
        "The Andean Community looked on. Peru's Consejo de Ministros met on 7 June.",
        "The Pacific Alliance looked on. The Peruvian Consejo de Ministros met on 7 June.",
        "CARICOM looked on. The Secretaría was painted on 7 June.",
    ],
)
def test_it_is_none_without_a_union_nor_where_it_is_somebody_elses(text: str) -> None:
    assert not any(known and ("council" in known or "secretariat" in known) for known in organs(text).values())


def test_the_last_union_of_the_paragraph_has_it() -> None:
    text = "The CPLP waits. UEMOA goes ahead.\n\nCEMAC is next: its Conseil des ministres meets in Douala on 7 June."
    assert (
        organs(text)["Conseil des ministres"]
        == "council-of-ministers-of-the-central-african-economic-and-monetary-community"
    )


def test_its_acronym_is_learnt() -> None:
    text = (
        "The Alianza del Pacífico is busy. The Grupo de Alto Nivel (GAN) gathers in Cali on 9 June. The GAN is small."
    )
    assert organs(text)["GAN"] == "high-level-group-of-the-pacific-alliance"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Conselho do Mercado Comum", "common-market-council"),
        ("Consejo Presidencial Andino", "andean-presidential-council"),
        ("Nordisk ministerråd", "nordic-council-of-ministers"),
        ("Commission de la CEMAC", "cemac-commission"),
        ("OIAC", "organisation-for-the-prohibition-of-chemical-weapons"),
        ("OPAQ", "organisation-for-the-prohibition-of-chemical-weapons"),
        ("SNG", "commonwealth-of-independent-states"),
        ("YeAES", "eurasian-economic-union"),
        ("ShOS", "shanghai-cooperation-organisation"),
        ("Cumbre Iberoamericana", "ibero-american-summit"),
    ],
)
def test_names_of_their_own_are_known(name: str, id: str) -> None:
    found = knowledge.resolve(name)
    assert found is not None
    assert found.id == id


def test_letters_of_several_stay_weak() -> None:
    for letters in ("COI", "CPI"):
        known = knowledge.look_up(letters)
        assert known is not None
        assert known.weak
