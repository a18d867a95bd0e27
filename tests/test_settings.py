"""Settings from the environment."""

import pytest

from communique.errors import BadSetting
from communique.settings import SETTINGS, Settings


def test_nothing_said_is_the_default() -> None:
    assert Settings.from_environment({"HOME": "/"}) == Settings()


def test_a_variable_sets_its_setting() -> None:
    settings = Settings.from_environment({"COMMUNIQUE_DB": "a.db", "COMMUNIQUE_MAX_BYTES": "5"})
    assert (settings.db, settings.max_bytes) == ("a.db", 5)


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"COMMUNIQUE_TIMOUT": "5"}, "No setting named COMMUNIQUE_TIMOUT. Known: COMMUNIQUE_DB"),
        ({"COMMUNIQUE_MAX_BYTES": "many"}, "COMMUNIQUE_MAX_BYTES is 'many', but must be a whole number"),
        ({"COMMUNIQUE_TIMEOUT": "0"}, "timeout is 0.0, but must be more than 0"),
        ({"COMMUNIQUE_MAX_REDIRECTS": "-1"}, "max_redirects is -1"),
    ],
)
def test_what_is_unknown_or_out_of_range_is_told(environment: dict[str, str], message: str) -> None:
    with pytest.raises(BadSetting, match=message):
        Settings.from_environment(environment)


def test_every_setting_says_what_it_does() -> None:
    assert all(setting.help for setting in SETTINGS)
