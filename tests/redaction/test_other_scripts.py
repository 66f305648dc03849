"""Names in other scripts; signs in formulas stay."""

import pytest

from edi_shortlist.redaction.other_scripts import OtherScriptRecogniser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wang Siming 王思明", ["王思明"]),
        ("Signed\n王思明\nWeChat", ["王思明"]),
        ("김 하늘 (Haneul Kim)", ["김 하늘"]),
        ("Олена Коваль, accountant", ["Олена Коваль"]),
        ("مريم حداد", ["مريم حداد"]),
        ("प्रिया शर्मा / Priya", ["प्रिया शर्मा"]),
        ("ஆனந்தி", ["ஆனந்தி"]),
        # Latin letters with marks, signs of formulas, units, superscripts.
        ("Łukasz Żółć, Nguyễn Thị Hồng, ʻOkina", []),
        ("Cronbach's α, Σx, 5 µg, π, 50 Ω, Δt, 1ª", []),
        # A quotation is no name.
        ("Это очень длинное предложение на другом языке совсем", []),
    ],
)
def test_other_scripts(find, text, expected):
    assert [passage for _, passage in find(OtherScriptRecogniser(), text)] == expected
