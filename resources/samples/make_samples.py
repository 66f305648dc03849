"""Makes the sample applications from the texts beside it, as the files that applicants send.

Run it after editing anything under ``texts/``: ``python resources/samples/make_samples.py``. The
same texts give the same bytes. It needs ``pillow`` beside the program's own dependencies, and
knows nothing of how the program reads the files.
"""

import csv
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sample_pdf import write_pdf
from sample_word import write_word

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "texts"

MARK = re.compile(r"\[\[([A-Z_]+)\|(.*?)\]\]")
_TICKS = re.compile(r"\{tick (\S+) (\w+): ([^}]+)\}")
_FIELD = re.compile(r"\{(\w+)\}")
_ROWS = ("employment", "education", "referees")

# The question as the form words it, the key in [monitoring], and the label of its answer.
MONITORING = (
    ("What is your sex?", "sex", "GENDER"),
    ("Is your gender the same as at birth?", "gender-identity", "GENDER_REASSIGNMENT"),
    ("Age group", "age", "AGE"),
    ("Ethnic group", "ethnicity", "ETHNICITY"),
    ("Religion or belief", "religion", "RELIGION"),
    ("Sexual orientation", "sexual-orientation", "SEXUAL_ORIENTATION"),
    ("Do you consider yourself disabled?", "disability", "DISABILITY"),
    ("Marriage or civil partnership", "marital-status", "MARITAL_STATUS"),
    ("Pregnant or on leave in the past year?", "pregnancy-maternity", "PREGNANCY_MATERNITY"),
    ("Do you care for anyone?", "caring", "DEPENDANTS"),
    (
        "What was the main job at home when you were 14?",
        "socioeconomic-background",
        "SOCIOECONOMIC",
    ),
    ("Have you served in the armed forces?", "armed-forces", "VETERAN"),
)
_REVEALS_NOTHING = {"", "No", "Yes, the same", "Prefer not to say"}

INDEX_COLUMNS = (
    "files",
    "full_name",
    "preferred_name",
    "email",
    "phone",
    "address",
    "postcode",
    "date_of_birth",
    "declarations",
    "adjustments",
    "interview_mode",
)


@dataclass(frozen=True)
class SampleDocument:
    """One document of one applicant.

    Attributes:
        folder: the applicant's folder, say ``application-01``.
        file: the name the applicant gave the file.
        layout: ``form-2026``, ``form-2019``, ``cv-word``, ``letter-word``, ``cv-pdf``,
            ``cv-pdf-sidebar``, ``cv-pdf-columns`` or ``plain-text``.
        marked: the text in the notation of README.md, with what must be hidden marked.
        author: whose name stands in the properties of the file.
    """

    folder: str
    file: str
    layout: str
    marked: str
    author: str

    @property
    def text(self) -> str:
        """The text in the notation of README.md, without marks."""
        return strip_marks(self.marked)


def strip_marks(marked: str) -> str:
    """Return the text with every ``[[LABEL|words]]`` replaced by its words."""
    return MARK.sub(r"\2", marked)


def applicants() -> dict[str, dict[str, Any]]:
    """Return what ``texts/application-NN.toml`` say, by folder name."""
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(TEXTS.glob("application-*.toml"))
    }


def _ticks(form: dict[str, Any]) -> Any:
    """Return the replacement that draws a row of tick boxes for the answer in ``form``."""

    def draw(match: re.Match[str]) -> str:
        label, key, options = match[1], match[2], match[3].split(" / ")
        answer = form.get(key, "")
        ticked = [o == answer or (len(options) == 1 and answer == "Yes") for o in options]
        row = "  ".join(("☒ " if t else "☐ ") + o for o, t in zip(options, ticked, strict=True))
        # A ticked "No" says nothing; a row whose answer gives the applicant away is one span.
        return row if label == "-" or not any(ticked) or answer == "No" else f"[[{label}|{row}]]"

    return draw


def _monitoring_rows(answers: dict[str, str]) -> Iterator[str]:
    for question, key, label in MONITORING:
        answer = answers.get(key, "")
        shown = answer if answer in _REVEALS_NOTHING else f"[[{label}|{answer}]]"
        yield f"= {question} ;; {shown}"


def filled_form(template: str, form: dict[str, Any], monitoring: dict[str, str]) -> str:
    """Return the form's text with the applicant's answers, marked."""

    def fill(match: re.Match[str]) -> str:
        key = match[1]
        if key == "monitoring":
            return "\n".join(_monitoring_rows(monitoring))
        if key in _ROWS:
            return "\n".join("= " + " ;; ".join(row) for row in form[key])
        return str(form.get(key, "")).strip()

    return _FIELD.sub(fill, _TICKS.sub(_ticks(form), template))


def documents() -> list[SampleDocument]:
    """Return every document of every applicant, in the order of the folders."""
    found = []
    for folder, applicant in applicants().items():
        author = applicant["identity"]["full_name"]
        if form := applicant.get("form"):
            template = (TEXTS / f"{form['template']}.txt").read_text(encoding="utf-8")
            marked = filled_form(template, form, applicant["monitoring"])
            found.append(SampleDocument(folder, form["file"], form["template"], marked, author))
        for document in applicant.get("documents", []):
            found.append(
                SampleDocument(
                    folder, document["file"], document["layout"], document["text"].strip(), author
                )
            )
    return found


def linear(marked: str) -> str:
    """Return the marked text as a reader would extract it: no notation, a tab between cells."""
    lines = []
    for line in marked.split("\n"):
        if line in ("@photo", "@sidebar", "@main"):
            continue
        line = re.sub(r"^(@header|@footer|@textbox|#+|=|-) ", "", line)
        lines.append(re.sub(r" *;; *", "\t", line))
    return "\n".join(lines)


def _index_row(folder: str, applicant: dict[str, Any]) -> dict[str, str]:
    identity = applicant["identity"]
    return {
        "files": folder,
        **{column: identity.get(column, "") for column in INDEX_COLUMNS[1:8]},
        "declarations": ";".join(applicant.get("declarations", [])),
        "adjustments": applicant.get("adjustments", ""),
        "interview_mode": applicant.get("interview_mode", ""),
        **{f"monitoring.{key}": value for key, value in applicant["monitoring"].items()},
    }


def write_index(path: Path) -> None:
    """Write index.csv: a row for each applicant who sent no form."""
    columns = [*INDEX_COLUMNS, *(f"monitoring.{key}" for _, key, _ in MONITORING)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        for folder, applicant in applicants().items():
            if "form" not in applicant:
                writer.writerow(_index_row(folder, applicant))


def write_gold(path: Path) -> None:
    """Write gold.jsonl: each document's marked text and the applicant's identity."""
    people = applicants()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for document in documents():
            row = {
                "id": f"{document.folder}/{document.file}",
                "kind": document.layout.split("-")[0],
                "role": "Housing Options Adviser",
                "identity": people[document.folder]["identity"],
                "text": linear(document.marked),
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def make(out: Path) -> list[Path]:
    """Write the applications, index.csv and gold.jsonl under ``out``; return the files."""
    made = []
    for document in documents():
        path = out / "applications" / document.folder / document.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if document.layout == "plain-text":
            path.write_text(linear(document.text) + "\n", encoding="utf-8", newline="\r\n")
        elif "pdf" in document.layout:
            write_pdf(document.text, document.layout, document.author, path)
        else:
            write_word(document.text, document.layout, document.author, path)
        made.append(path)
    write_index(out / "index.csv")
    write_gold(out / "gold.jsonl")
    return [*made, out / "index.csv", out / "gold.jsonl"]


if __name__ == "__main__":
    for written in make(HERE):
        print(written.relative_to(HERE))
