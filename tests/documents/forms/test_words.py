from pathlib import Path

import pytest

from edi_shortlist.documents.forms.words import (
    FormWordsError,
    general_form_words,
    load_form_words,
    plain,
)


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Full name:", "full name"),
        ("3. Your first name(s) (in full)", "first names"),
        ("BOX 4 Where can we write to you?", "where can we write to you"),
        ("(q6) Address", "address"),
        ("a) Name as on passport", "name as on passport"),
        ("APPLICANT.NAME", "applicant name"),
        ("home_postcode", "home postcode"),
        ("E-mail *", "e-mail"),
        ("D.O.B.", "d o b"),
        ("Date of birth", "date of birth"),  # "d" is no numbering
        ("I", "i"),
    ],
)
def test_plain(label: str, said: str) -> None:
    assert plain(label) == said


@pytest.mark.parametrize(
    ("label", "keys"),
    [
        ("Enw / Name", ("full_name",)),
        ("Phone / email", ("phone", "email")),
        ("Surname and first name", ("last_name", "first_name")),
        ("Name of employer", ()),
        ("Experience and address", ()),
        ("x" * 200, ()),
    ],
)
def test_labels_of(label: str, keys: tuple[str, ...]) -> None:
    assert general_form_words().labels_of(label) == keys


def edited(tmp_path: Path, old: str, new: str) -> Path:
    shipped = Path(__file__).parents[3] / "resources" / "forms" / "general.toml"
    text = shipped.read_text("utf-8")
    assert old in text
    (tmp_path / "general.toml").write_text(text.replace(old, new, 1), "utf-8")
    return tmp_path / "general.toml"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[monitoring]", "[monitring]", r"\[monitoring\] is missing"),
        ("preferred_name = [", "nickname = [", "identity.nickname is not known"),
        ('"surname",', '"surname", "e-mail",', "'e-mail' stands under"),
        ('"surname",', '"surname", 7,', "identity.last_name holds an entry that is not text"),
        ('title = "armed forces"', "title = 4", "schemes.armed-forces.title must be text"),
        ("online = [", '"by phone" = [', "'in person' and 'online'"),
        ("[identity]", "[identity", "not sound TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(FormWordsError, match=says):
        load_form_words(edited(tmp_path, old, new))


def test_every_scheme_of_the_form_words_is_a_shipped_scheme() -> None:
    shipped = {p.stem for p in (Path(__file__).parents[3] / "resources" / "schemes").glob("*.toml")}
    assert {scheme.id for scheme in general_form_words().schemes} <= shipped
