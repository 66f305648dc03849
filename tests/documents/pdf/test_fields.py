"""Fillable forms as form designers and fillers write them."""

from pathlib import Path

import pytest

from documents.pdf.raw_pdf import said, write
from edi_shortlist.documents.model import Part
from edi_shortlist.documents.pdf.reader import read_pdf

FIELD, CHILD, OTHER = 10, 11, 12
PLACE = "/Rect [200 695 400 715]"


def form(
    path: Path,
    fields: dict[int, str],
    *,
    form_entries: str = "",
    page: str = "",
    content: bytes = said(50, 700, "Answer:"),
    annotations: tuple[int, ...] = (FIELD,),
) -> list[str]:
    """The texts of a page with form fields, tabs as spaces."""
    names = " ".join(f"{number} 0 R" for number in annotations)
    write(
        path,
        content,
        catalog=f"/AcroForm << /Fields [{FIELD} 0 R] {form_entries} >>",
        page=f"/Annots [{names}] {page}",
        objects={number: f"<< /Type /Annot {body} >>" for number, body in fields.items()},
    )
    blocks = read_pdf(path).blocks
    return [b.text.replace("\t", " ") for b in blocks if b.part is Part.BODY]


WIDGET = "/Subtype /Widget"


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("/FT /Tx /V (Zo\\353 Khan)", "Zoë Khan"),
        ("/FT /Tx /V <FEFF004B006800610144>", "Khań"),
        ("/FT /Tx /V <EFBBBF4B68616EC584>", "Khanń"),
        ("/FT /Tx /Ff 16777216 /MaxLen 9 /V (QQ123456C)", "QQ123456C"),  # a comb
        ("/FT /Tx /Ff 8192 /V (secret)", ""),  # a password
        ("/FT /Ch /Ff 131072 /Opt [[(w) (White British)] [(a) (Asian)]] /V (a)", "Asian"),
        ("/FT /Ch /Opt [(Mr) (Ms) (Mx)] /V (Mx)", "Mx"),
        ("/FT /Ch /Ff 2097152 /Opt [(Mon) (Tue) (Wed)] /V [(Mon) (Wed)]", "Mon, Wed"),
        ("/FT /Ch /Opt [[(1) (First)] [(2) (Second)]] /I [1]", "Second"),
        ("/FT /Btn /Ff 65536 /V /Pressed", ""),  # a push button
        ("/FT /Sig /V << /Type /Sig /Name (Q Khan) >>", ""),
        ("/FT /Tx /DV (Default only)", ""),
        ("/FT /Btn /AS /Yes /V /Yes", "☒"),
        ("/FT /Btn /AS /Off /V /Off", "☐"),
        ("/FT /Btn /AS /Odd#20export /V /Odd#20export", "☒"),
        ("/FT /Btn /V /Ja", "☒"),  # without appearances
        ("/FT /Btn", "☐"),
        ("/FT /Btn /V (Yes)", "☒"),  # a string where a name is due
        ("/FT /Btn /V /On /AP << /N << /On 5 0 R /Off 5 0 R >> >>", "☒"),
    ],
)
def test_one_field(tmp_path: Path, field: str, shown: str) -> None:
    texts = form(tmp_path / "form.pdf", {FIELD: f"{WIDGET} {PLACE} {field}"})
    assert texts == [f"Answer: {shown}".strip()]


def test_a_field_of_several_lines(tmp_path: Path) -> None:
    field = "/FT /Tx /Ff 4096 /Rect [200 640 400 715] /V (12 High Street\\rBootle\\nL20 1AA)"
    texts = form(tmp_path / "form.pdf", {FIELD: f"{WIDGET} {field}"})
    assert " ".join(texts).split() == ["Answer:", "12", "High", "Street", "Bootle", "L20", "1AA"]


def test_an_appearance_is_not_read_as_well(tmp_path: Path) -> None:
    fields = {FIELD: f"{WIDGET} {PLACE} /FT /Tx /V (Khan) /AP << /N 20 0 R >>"}
    path = tmp_path / "form.pdf"
    assert form(path, fields) == ["Answer: Khan"]


@pytest.mark.parametrize(
    ("parent", "states", "ticks"),
    [
        ("/V /No", ("/AS /Off", "/AS /No"), ["☐ Yes", "☒ No"]),
        (
            "/V /1",
            ("/AP << /N << /0 5 0 R >> >>", "/AP << /N << /1 5 0 R >> >>"),
            ["☐ Yes", "☒ No"],
        ),
        (
            "/Opt [(Ja) (Nein)] /V (Nein)",
            ("/AP << /N << /0 5 0 R >> >>", "/AP << /N << /1 5 0 R >> >>"),
            ["☐ Yes", "☒ No"],
        ),
        ("/V /1", ("", ""), ["☐ Yes", "☒ No"]),  # without appearances: by place in the group
        ("", ("", ""), ["☐ Yes", "☐ No"]),
    ],
)
def test_a_group_of_radio_buttons(
    tmp_path: Path, parent: str, states: tuple[str, str], ticks: list[str]
) -> None:
    kids = {
        number: f"{WIDGET} /Rect [200 {y} 212 {y + 12}] /Parent {FIELD} 0 R {state}"
        for number, y, state in zip((CHILD, OTHER), (698, 658), states, strict=True)
    }
    texts = form(
        tmp_path / "form.pdf",
        {FIELD: f"/FT /Btn /Ff 32768 /T (g) {parent} /Kids [{CHILD} 0 R {OTHER} 0 R]", **kids},
        content=said(220, 700, "Yes") + said(220, 660, "No"),
        annotations=(CHILD, OTHER),
    )
    assert texts == ticks


@pytest.mark.parametrize(("needs", "shown"), [("true", "☒"), ("false", "☐")])
def test_what_a_box_shows_counts_unless_it_is_out_of_date(
    tmp_path: Path, needs: str, shown: str
) -> None:
    field = "/FT /Btn /V /Yes /AS /Off /AP << /N << /Yes 5 0 R >> >>"
    texts = form(
        tmp_path / "form.pdf",
        {FIELD: f"{WIDGET} {PLACE} {field}"},
        form_entries=f"/NeedAppearances {needs}",
    )
    assert texts == [f"Answer: {shown}"]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_fields_on_turned_pages(tmp_path: Path, turns: int) -> None:
    """The page's own coordinates are turned back by as much as the page is shown turned."""
    matrix = ["1 0 0 1 0 0", "0 1 -1 0 595 0", "-1 0 0 -1 595 842", "0 -1 1 0 0 842"][turns]
    x0, y0, x1, y1 = 200, 395, 400, 415
    box = [
        (x0, y0, x1, y1),
        (595 - y1, x0, 595 - y0, x1),
        (595 - x1, 842 - y1, 595 - x0, 842 - y0),
        (y0, 842 - x1, y1, 842 - x0),
    ][turns]
    rect = " ".join(map(str, box))
    content = said(50, 420, "Above").replace(b"BT", b"BT") + said(50, 400, "Answer:")
    texts = form(
        tmp_path / "form.pdf",
        {FIELD: f"{WIDGET} /Rect [{rect}] /FT /Tx /V (Khan)"},
        page=f"/Rotate {90 * turns}",
        content=f"q {matrix} cm\n".encode() + content + b"Q",
    )
    assert texts == ["Above", "Answer: Khan"]


def test_a_hidden_field_is_hidden_text(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    assert form(path, {FIELD: f"{WIDGET} {PLACE} /F 2 /FT /Tx /V (Not shown)"}) == ["Answer:"]
    assert [b.text for b in read_pdf(path).blocks if b.part is Part.HIDDEN] == ["Not shown"]


def test_fields_that_are_their_own_parents(tmp_path: Path) -> None:
    fields = {
        FIELD: f"{WIDGET} {PLACE} /Parent {CHILD} 0 R",
        CHILD: f"/Parent {FIELD} 0 R /Kids [{FIELD} 0 R {CHILD} 0 R]",
    }
    assert form(tmp_path / "form.pdf", fields) == ["Answer:"]
