"""Rows of a pack that came back, which may hold anything."""

import pytest

from edi_shortlist.storage.pack_told import conflicts_in, reports_in

CONFLICT = {
    "candidate": "C-1",
    "panellist": "A",
    "kind": "friend",
    "declared_at": "2026-01-01T00:00:00Z",
    "declared_by": "A",
    "withdrawn_at": None,
}
REPORT = {
    "id": 1,
    "token": "ab",
    "candidate": "C-1",
    "panellist": "A",
    "reported_at": "2026-01-01T00:00:00Z",
    "place_key": "00FF",
}
PLACE = {"report": 1, "document_id": "C-1/1", "start": 3, "end": 9}


def test_what_a_pack_told_is_read() -> None:
    (conflict,) = conflicts_in({"conflicts": [CONFLICT]})
    assert (conflict.candidate, conflict.kind, conflict.withdrawn_at) == ("C-1", "friend", None)
    (report,) = reports_in({"reports": [REPORT], "report_places": [PLACE]}, "pack")
    assert (report.token, report.place_key, report.reported_in) == ("ab", b"\x00\xff", "pack")
    assert [(one.start, one.end) for one in report.places] == [(3, 9)]
    assert conflicts_in({}) == reports_in({}, "pack") == []


@pytest.mark.parametrize("changes", [{"kind": None}, {"declared_at": 7}, {"candidate": b"C-1"}])
def test_a_conflict_of_another_shape_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is no text"):
        conflicts_in({"conflicts": [CONFLICT | changes]})


@pytest.mark.parametrize(
    ("report", "place"),
    [
        ({"token": 7}, {}),
        ({"place_key": "not hexadecimal"}, {}),
        ({"id": "1"}, {}),
        ({}, {"start": "3"}),
        ({}, {"end": 2.5}),
        ({}, {"report": 2}),  # the report has no place
    ],
)
def test_a_report_of_another_shape_is_refused(
    report: dict[str, object], place: dict[str, object]
) -> None:
    with pytest.raises(ValueError):
        reports_in({"reports": [REPORT | report], "report_places": [PLACE | place]}, "pack")
