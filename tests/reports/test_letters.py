"""Letters from Word templates: what may stand in one, and what a hostile value cannot do."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from edi_shortlist import bundled
from edi_shortlist.reports.letter_language import FEEDBACK, PLACEHOLDERS
from edi_shortlist.reports.letters import (
    LetterTemplate,
    OneFile,
    UnusableTemplate,
    appended,
    as_bytes,
    as_text,
)


def template(*paragraphs: str, header: str = "", title: str = "") -> bytes:
    word = docx.Document()
    for words in paragraphs:
        word.add_paragraph(words)
    if header:
        word.sections[0].header.paragraphs[0].text = header
    word.core_properties.title = title
    return as_bytes(word)


def fields(**given: Any) -> dict[str, Any]:
    return {**dict.fromkeys(PLACEHOLDERS, ""), "guarantee": [], "feedback": [], **given}


def entry(**given: Any) -> dict[str, Any]:
    return {**dict.fromkeys(FEEDBACK, ""), **given}


def joined(letters: list[Any]) -> Any:
    one = OneFile()
    for letter in letters:
        one.add(letter)
    return one.word


def written(content: bytes, **given: Any) -> str:
    return as_text(LetterTemplate(content, "own.docx").write(fields(**given), "Letter"))


HOSTILE = (
    "{{ candidate }}",
    "{% raw %}{{",
    "</w:t><w:t>&amp;<b>",
    "]]>",
    "\"'&<>",
    "\u202eenaj\u202c \u05d0\u05d1 \u0645\u0631\u064a\u0645",
    "${7*7} #{1}",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_value_is_text_whatever_stands_in_it(name: str) -> None:
    content = template("Dear {{ name }}.", header="For {{ name }}", title="{{ name }}")
    letter = LetterTemplate(content, "own.docx").write(
        fields(name=name, candidate="C-07QK"), "Letter"
    )
    again = docx.Document(io.BytesIO(as_bytes(letter)))
    assert [one.text for one in again.paragraphs] == [f"Dear {name}."]
    assert again.sections[0].header.paragraphs[0].text == f"For {name}"
    assert again.core_properties.title == "Letter"  # a name in the properties would be forgotten


def test_control_characters_neither_break_the_file_nor_begin_a_page() -> None:
    assert written(template("{{ name }}"), name="A\x00B\fC\aD\tE\x1fF") == "AB C D EF"


def test_lines_of_an_address_stay_lines() -> None:
    assert written(template("{{ address }}"), address="1 High St\nLeeds") == "1 High St\nLeeds"


def test_conditions_and_lists() -> None:
    content = template(
        "{%p if feedback %}",
        "{%p for item in feedback %}",
        "{{ loop.index }} {{ item.id }}{% if not item.met %}: below{% endif %}",
        "{%p endfor %}",
        "{%p else %}",
        "Nothing.",
        "{%p endif %}",
    )
    given = [entry(id="E1", met=True), entry(id="E2", met=False)]
    assert written(content, feedback=given) == "1 E1\n2 E2: below"
    assert written(content) == "Nothing."


@pytest.mark.parametrize(
    ("placeholder", "words"),
    [
        ("{{ nmae }}", "no placeholder 'nmae'"),
        ("{% if false %}{{ nmae }}{% endif %}", "no placeholder 'nmae'"),
        ("{% for item in feedback %}{{ item.sex }}{% endfor %}", "no placeholder 'sex'"),
        ("{{ name.level }}", "no placeholder 'level'"),
        ("{{ name.__class__ }}", "no placeholder '__class__'"),
        ("{{ name", "not written as it should be"),
        ("{% endfor %}", "not written as it should be"),
        ("{% frobnicate %}", "not written as it should be"),
        ("{{ name.upper() }}", "nothing else"),
        ("{{ ().__class__.__bases__ }}", "nothing else"),
        ("{{ name|upper }}", "nothing else"),
        ("{{ name * 9 }}", "nothing else"),
        ("{{ feedback[0] }}", "nothing else"),
        ("{% set x = 1 %}", "nothing else"),
        ("{% include 'x' %}", "nothing else"),
        ("{% for i in range(9) %}x{% endfor %}", "nothing else"),
        ("{% for c in name %}x{% endfor %}", "gone through"),
    ],
)
def test_what_is_no_placeholder_is_refused_before_any_letter_is_written(
    placeholder: str, words: str
) -> None:
    with pytest.raises(UnusableTemplate, match=words) as refused:
        LetterTemplate(template(placeholder), "own.docx")
    assert "own.docx" in str(refused.value)
    assert str(refused.value).endswith(".")


def test_what_is_no_placeholder_is_refused_in_a_header_and_in_the_properties_too() -> None:
    for content in (template("x", header="{{ name|upper }}"), template("x", title="{{ sex }}")):
        with pytest.raises(UnusableTemplate):
            LetterTemplate(content, "own.docx")


@pytest.mark.parametrize("content", [b"", b"Dear Ann", b"PK\x03\x04 nonsense"])
def test_a_file_that_is_none_of_words_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableTemplate, match="no Word document"):
        LetterTemplate(content, "own.docx")


def test_a_zip_that_is_none_of_words_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(UnusableTemplate, match="cannot be read"):
        LetterTemplate(file.getvalue(), "own.docx")


def test_a_template_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edi_shortlist.reports.letters._LARGEST", 1000)
    with pytest.raises(UnusableTemplate, match="larger than"):
        LetterTemplate(template("x"), "own.docx")


def test_letters_for_all_begin_a_page_each() -> None:
    made = LetterTemplate(template("Dear {{ name }}", "Bye"), "own.docx")
    whole = joined([made.write(fields(name=name), "Letter") for name in ("Ann", "Ben", "Cy")])
    again = docx.Document(io.BytesIO(as_bytes(whole)))
    assert [one.text for one in again.paragraphs] == [
        *("Dear Ann", "Bye"),
        *("Dear Ben", "Bye"),
        *("Dear Cy", "Bye"),
    ]
    breaks = [bool(one.paragraph_format.page_break_before) for one in again.paragraphs]
    assert breaks == [False, False, True, False, True, False]


def test_one_file_for_all_never_shows_one_applicants_header_to_another() -> None:
    made = LetterTemplate(template("Dear {{ name }}", header="For {{ name }}"), "own.docx")
    letters = [made.write(fields(name=name), "Letter") for name in ("Ann", "Ben")]
    with pytest.raises(UnusableTemplate, match="differs between applicants"):
        joined(letters)
    same = LetterTemplate(template("Dear {{ name }}", header="{{ employer }}"), "own.docx")
    letters = [same.write(fields(name=name, employer="Us"), "x") for name in ("Ann", "Ben")]
    assert as_text(joined(letters)) == "Dear Ann\nDear Ben"


def test_letters_of_two_templates_are_one_file_unless_their_headers_differ() -> None:
    def letter(words: str, header: str) -> Any:
        return LetterTemplate(template(words, header=header), "x.docx").write(fields(), "x")

    whole = appended(letter("Come", "Us"), letter("Do not come", "Us"))
    again = docx.Document(io.BytesIO(as_bytes(whole)))
    assert [one.text for one in again.paragraphs] == ["Come", "Do not come"]
    assert again.paragraphs[1].paragraph_format.page_break_before
    with pytest.raises(UnusableTemplate, match="separately"):
        appended(letter("Come", "Us"), letter("Do not come", "Them"))


@pytest.mark.parametrize("name", ["invited", "not-invited"])
def test_the_usual_templates_can_be_used_and_say_what_they_should(name: str) -> None:
    content = bundled.resource(f"letters/{name}.docx").read_bytes()
    given = {one: f"<{one}>" for one in PLACEHOLDERS} | {
        "guarantee": ["You declared."],
        "feedback": [entry(id="E1", criterion="Stays calm", level="Meets", comment="Well told.")],
    }
    said = written(content, **given)
    for words in ("<name>", "<address>", "<title>", "You declared.", "<contact>"):
        assert words in said
    assert ("Stays calm" in said) == ("Well told." in said) == (name == "not-invited")
    assert ("<interview_date>" in said) == ("<adjustments>" in said) == (name == "invited")
    assert "{" not in said + written(content)


def test_the_usual_templates_are_what_their_texts_make() -> None:
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("letters", bundled.resource("letters/make_letters.py"))
    assert spec is not None
    assert spec.loader is not None
    making = module_from_spec(spec)
    spec.loader.exec_module(making)
    for name, title in making.TITLES.items():
        text = bundled.resource(f"letters/{name}.txt").read_text(encoding="utf-8").rstrip("\n")
        assert making.letter(text, title) == bundled.resource(f"letters/{name}.docx").read_bytes()


def test_every_placeholder_is_documented_and_every_documented_one_is_there() -> None:
    page = (Path(__file__).parents[2] / "docs" / "letters.md").read_text(encoding="utf-8")
    tables = "\n".join(line for line in page.splitlines() if line.startswith("|"))
    assert set(re.findall(r"\{\{ (\w+) \}\}", tables)) == {*PLACEHOLDERS} - {
        "guarantee",
        "feedback",
    }
    assert set(re.findall(r"\{\{ item\.(\w+) \}\}", tables)) == {*FEEDBACK}
    (example,) = re.findall(r"```\n(.*?)```", page, re.DOTALL)
    assert "again with the date" in written(template(*example.splitlines()))
