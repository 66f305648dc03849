"""What panellists told, as the applicant is told it."""

from edi_shortlist.storage.conflicts import ConflictRecord
from edi_shortlist.storage.passage_reports import KEPT, ReportedPlace, ReportRecord
from edi_shortlist.workflow.told_held import ToldHeld, told_sections

AT = "2026-03-01T10:00:00Z"


def test_nobody_is_named_and_what_became_of_each_is_told() -> None:
    places = (ReportedPlace("C-1/1", 0, 4), ReportedPlace("C-1/2", 3, 7))
    held = ToldHeld(
        (
            ConflictRecord("C-1", "Petra", "work", AT, "Petra"),
            ConflictRecord("C-1", "Quentin", "not-asked", AT, "Ann", AT, "Ann"),
        ),
        (
            ReportRecord(1, "a", "C-1", "Petra", AT, AT, b"", places=places, decision=KEPT),
            ReportRecord(2, "b", "C-1", "Petra", AT, AT, b"", places=places[:1]),
        ),
    )
    who, reports = told_sections(held, lambda name: {"Petra": "panellist 1"}.get(name, "other"))
    assert list(who.rows) == [
        ("panellist 1", "somebody they work with", "2026-03-01 10:00 UTC", ""),
        (
            "other",
            "nobody: they scored others only",
            "2026-03-01 10:00 UTC",
            "2026-03-01 10:00 UTC",
        ),
    ]
    assert [row[2:] for row in reports.rows] == [
        ("2", "hidden for good"),
        ("1", "hidden, not decided yet"),
    ]
    empty = list(told_sections(ToldHeld((), ()), str))
    assert [one.empty for one in empty] == ["Every panellist scored you.", "Nothing was reported."]
