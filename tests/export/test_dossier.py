"""The dossier in the terminal."""

import io

from rich.console import Console

from communique.export.dossier import render
from communique.model.reading import Reading

DOSSIER = """
Amber Road ministers to meet in Riga
Lakeland Wire · Tue 3 March 2026 · story.txt

Planned
  Mon 9 March 2026          Amber Road Union: 3rd session · scheduled
                            place: Riga
                            agenda (5 items): tickets; <freight>
                            date: one day before 2026-03-10; according to Ilze Ozola

Held
  Mon 2 March 2026          Meeting · held
                            place: Tallinn

Acts and programmes
                            Bridge Treaty · signed · possible
                            parties: Lithuania
                            Rails programme · under way
                            progress: 40%

Offices
  Ilze Ozola                secretary-general of Amber Road Union

Memberships
  Lithuania                 partner of Amber Road Union

Said
  Ilze Ozola                secretary-general of Amber Road Union
                            Transport ministers of the Amber Road Union will meet in Riga
                            a day before 10 March 2026
  Ilze Ozola                “We are in no hurry”
                            Lakeland Wire
"""


def printed(reading: Reading) -> list[str]:
    file = io.StringIO()
    Console(file=file, width=90, highlight=False).print(render(reading))
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_the_dossier_has_its_sections_in_order(reading: Reading) -> None:
    assert printed(reading)[: DOSSIER.count("\n")] == DOSSIER.rstrip("\n").split("\n")


def test_a_reading_without_claims_says_so_and_shows_no_empty_section(reading: Reading) -> None:
    lines = printed(Reading(document=reading.document))
    assert lines[4] == "Nothing found: no meeting, act, programme, office, membership or statement."
    assert "Planned" not in lines
