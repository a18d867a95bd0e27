"""The cheap guess at a language."""

import pytest

from communique.languages.guess import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers of the union met in Riga on Friday and agreed on the budget for the next year.", "en"),
        ("Le Conseil des ministres se réunira le 3 mars à Paris pour examiner le budget de la commission.", "fr"),
        ("Der Rat der Union wird am Freitag in Wien über den Haushalt und die Erweiterung beraten.", "de"),
        ("El Consejo se reunirá el viernes en Asunción para debatir la adhesión de Bolivia y los aranceles.", "es"),
        ("Совет министров соберётся в Минске.", "ru"),
        ("Рада міністрів збереться в Києві, щоб обговорити її бюджет.", "uk"),
        ("Савет Міністраў збярэцца ў Мінску ў снежні.", "be"),
        ("部长理事会将于星期五在北京举行会议。", "zh"),
        ("閣僚理事会は金曜日に東京で開かれる。", "ja"),
        ("سيجتمع مجلس الوزراء في القاهرة يوم الجمعة.", "ar"),
        ("12 345 67", None),
        ("Xyzzy plugh", None),
    ],
)
def test_the_language_of_a_sentence(text: str, language: str | None) -> None:
    assert guess_language(text) == language
