"""A value comes from the nearest place that has it, and a bad one is refused with its place."""

import dataclasses

import pytest

from kroniek.errors import UsageError
from kroniek.settings import SETTINGS, Settings, defaults, load


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home" / ".config" / "kroniek"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('db = "thuis.db"\nlang = "en"\n', encoding="utf-8")
    return tmp_path / "home"


def test_without_anything_the_defaults_hold(tmp_path):
    assert load(environ={}, folder=tmp_path) == Settings()


def test_a_file_goes_before_a_default(tmp_path, home):
    assert load(environ={}, folder=tmp_path, home=home) == Settings(db="thuis.db", lang="en")


def test_the_working_folder_goes_before_the_home_folder(tmp_path, home):
    (tmp_path / "kroniek.toml").write_text('db = "hier.db"\n', encoding="utf-8")
    assert load(environ={}, folder=tmp_path, home=home) == Settings(db="hier.db")


def test_the_folder_of_settings_can_be_moved(tmp_path, home):
    environ = {"XDG_CONFIG_HOME": str(home / ".config")}
    assert load(environ=environ, folder=tmp_path).db == "thuis.db"


def test_the_environment_goes_before_a_file_and_an_argument_before_both(tmp_path, home):
    environ = {"KRONIEK_DB": "omgeving.db", "KRONIEK_TIMEOUT_S": "5"}
    found = load(environ=environ, folder=tmp_path, home=home, db=None, timeout_s=7)
    assert (found.db, found.timeout_s, found.lang) == ("omgeving.db", 7.0, "en")


def test_an_empty_variable_is_no_value(tmp_path):
    assert load(environ={"KRONIEK_DB": ""}, folder=tmp_path) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "fr"),
        ("db", "  "),
        ("timeout_s", "0"),
        ("timeout_s", "inf"),
        ("timeout_s", "nan"),
        ("max_bytes", "-1"),
        ("max_bytes", "veel"),
        ("engine", "gpt"),
        ("llm_timeout_s", "0"),
        ("llm_window_chars", "100"),
    ],
)
def test_a_bad_value_is_refused_with_its_place(tmp_path, name, value):
    with pytest.raises(UsageError, match=f"{name} cannot be '.*KRONIEK_{name.upper()}"):
        load(environ={f"KRONIEK_{name.upper()}": value}, folder=tmp_path)


def test_an_unknown_name_in_a_file_is_refused_with_the_valid_ones(tmp_path):
    (tmp_path / "kroniek.toml").write_text("taal = 'nl'\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"kroniek\.toml has no valid setting taal\. Settings are db, lang"):
        load(environ={}, folder=tmp_path)


def test_where_texts_are_sent_cannot_be_set_by_a_folder_but_by_the_user(tmp_path, home):
    setting = 'llm_server = "http://localhost:1"\n'
    (tmp_path / "kroniek.toml").write_text(setting, encoding="utf-8")
    with pytest.raises(UsageError, match=r"kroniek\.toml may not set llm_server.*KRONIEK_LLM_SERVER"):
        load(environ={}, folder=tmp_path)
    (home / ".config" / "kroniek" / "config.toml").write_text(setting, encoding="utf-8")
    (tmp_path / "kroniek.toml").unlink()
    assert load(environ={}, folder=tmp_path, home=home).llm_server == "http://localhost:1"


def test_a_broken_file_is_refused(tmp_path):
    (tmp_path / "kroniek.toml").write_text("db = \n", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read"):
        load(environ={}, folder=tmp_path)


def test_an_unknown_argument_is_refused(tmp_path):
    with pytest.raises(UsageError, match="There is no setting taal"):
        load(environ={}, folder=tmp_path, taal="nl")


def test_every_setting_has_a_reader_a_sentence_and_a_default():
    assert [setting.name for setting in SETTINGS] == [field.name for field in dataclasses.fields(Settings)]
    assert all(setting.about.endswith(".") for setting in SETTINGS)
    assert {setting.name: setting.parse(str(defaults()[setting.name])) for setting in SETTINGS} == defaults()
