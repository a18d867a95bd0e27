"""What belongs to what: bodies that a text names only within the names of their organs."""

from communique.extract import extract
from communique.model.document import Document
from communique.model.entity import Entity


def _bodies(text: str) -> tuple[Entity, ...]:
    return extract(Document(text=text)).bodies


def test_the_owner_of_an_organ_is_a_body_of_the_text() -> None:
    bodies = {b.name: b for b in _bodies("They met at the ASEAN Secretariat in Jakarta.")}
    assert bodies["ASEAN Secretariat"].parent == bodies["ASEAN"].id
    assert [span.quote for span in bodies["ASEAN"].mentions] == ["ASEAN"]


def test_an_owner_named_apart_is_one_body() -> None:
    names = [b.name for b in _bodies("ASEAN has grown. They met at the ASEAN Secretariat in Jakarta.")]
    assert [name for name in sorted(names) if "ASEAN" in name] == ["ASEAN", "ASEAN Secretariat"]


def test_a_noun_before_an_organ_tells_of_which_body_it_is() -> None:
    text = "ASEAN met. ASEAN owns the Rice Reserve Fund. The fund's Board of Governors sat in Manila, ASEAN said."
    bodies = {b.name: b for b in _bodies(text)}
    assert bodies["Board of Governors of the Rice Reserve Fund"].parent == bodies["Rice Reserve Fund"].id


def test_an_organ_belongs_to_the_agency_that_a_text_names_most() -> None:
    text = "The IAEA met in Vienna on Monday, the IAEA said. Its Board of Governors sits in June."
    assert "Board of Governors of the IAEA" in {body.name for body in _bodies(text)}


def test_an_acronym_in_brackets_is_no_part_of_a_name() -> None:
    text = "The Council of Heads of Government of the Commonwealth of Independent States (CIS) met in Minsk."
    names = {body.name for body in _bodies(text)}
    assert "Council of Heads of Government of the Commonwealth of Independent States" in names


def test_an_organ_goes_by_the_name_of_its_own_that_it_is_known_by() -> None:
    text = "The European Union sent observers. Commission President Ann Lee said that the vote was fair."
    assert "European Commission" in {body.name for body in _bodies(text)}
