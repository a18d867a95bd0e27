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


def test_a_short_name_in_brackets_goes_by_the_full_one_before_it() -> None:
    text = "The Union for Trade among Ferns (UTF) met in Oslo. Sweden has left the UTF."
    assert [b.name for b in _bodies(text) if "Union" in b.name] == ["Union for Trade among Ferns"]
    text = "The System for Central American Integration (SICA) met in Belize. Peru asked to join SICA."
    assert "SICA" not in {b.name for b in _bodies(text)}


def test_a_known_body_goes_by_the_name_that_stands_before_it_in_that_of_its_organ() -> None:
    text = "The Secretariat of the System for Central American Integration (SICA) sat in Belize. Peru left SICA."
    assert "System for Central American Integration" in {b.name for b in _bodies(text)}


def test_an_acronym_may_leave_out_for_whom_a_body_is() -> None:
    text = "The Preferential Trade Area for Upland States met in Lusaka. Mozambique has joined the PTA."
    assert [b.name for b in _bodies(text) if b.kind != "state"] == ["Preferential Trade Area for Upland States"]


def test_a_body_named_in_full_only_within_its_organs_names_is_the_one_called_by_a_part_of_it() -> None:
    text = "The Pacific Islands Forum Secretariat sits in Suva. Kiribati left the Forum in 2022."
    names = [b.name for b in _bodies(text) if b.kind != "state"]
    assert sorted(names) == ["Pacific Islands Forum", "Pacific Islands Forum Secretariat"]


def test_a_union_is_not_its_meeting_of_a_longer_name() -> None:
    text = "The Gambia left the Commonwealth. The Commonwealth Heads of Government Meeting in Apia did not."
    assert {"Commonwealth", "Commonwealth Heads of Government Meeting"} <= {b.name for b in _bodies(text)}


def test_the_acronym_after_an_organ_of_a_known_body_is_the_bodys() -> None:
    text = "The Council of the International Seabed Authority (ISA) sits in Kingston. The ISA waits for it."
    bodies = {b.name: [s.quote for s in b.mentions] for b in extract(Document(text=text)).bodies}
    assert bodies["International Seabed Authority"] == ["International Seabed Authority", "ISA", "ISA"]
    assert bodies["Council of the International Seabed Authority"] == ["Council of the International Seabed Authority"]


def test_a_body_is_mentioned_in_the_name_of_its_organ_where_only_that_has_its_full_name() -> None:
    text = (
        "The Executive Council of the Organisation for the Prohibition of Chemical Weapons (OPCW) met. The OPCW agreed."
    )
    bodies = {b.name: [s.quote for s in b.mentions] for b in extract(Document(text=text)).bodies}
    whole = "Organisation for the Prohibition of Chemical Weapons"
    assert bodies[whole] == [whole, "OPCW", "OPCW"]


def test_an_acronym_is_what_the_text_says_that_it_stands_for() -> None:
    for told in (
        "Fonds monétaire arabe (FMA)",
        "Fonds monétaire arabe, or FMA,",
        "Fonds monétaire arabe, FMA for short,",
    ):
        bodies = [b for b in extract(Document(text=f"The {told} met in Abu Dhabi. The FMA agreed.")).bodies if b.known]
        assert ["FMA" in {s.quote for s in b.mentions} for b in bodies if b.known == "arab-monetary-fund"] == [True]
