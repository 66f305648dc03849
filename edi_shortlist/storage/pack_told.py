"""What a panellist told in a pack beside the scores, read from rows that came from outside: whom
they think they know, and which passages tell who somebody is."""

from collections.abc import Mapping, Sequence

from edi_shortlist.storage.conflicts import ConflictRecord
from edi_shortlist.storage.connection import Row
from edi_shortlist.storage.passage_reports import ReportedPlace, ReportRecord

#: The queries, by table, whose rows a pack signs.
QUERIES = {
    "conflicts": "SELECT * FROM conflicts ORDER BY candidate, panellist",
    "reports": (
        "SELECT id, token, candidate, panellist, reported_at, hex(place_key) AS place_key "
        "FROM reports ORDER BY id"
    ),
    "report_places": (
        'SELECT report, document_id, start, "end" FROM report_places '
        "ORDER BY report, document_id, start"
    ),
}

_Told = Mapping[str, Sequence[Row]]


def conflicts_in(told: _Told) -> list[ConflictRecord]:
    """Return the pairs that are not scored, whoever's they say they are.

    Raises:
        ValueError: a row holds what the program never writes.
    """
    return [
        ConflictRecord(
            *(_text(row, name) for name in ("candidate", "panellist", "kind")),
            *(_text(row, name) for name in ("declared_at", "declared_by")),
        )
        for row in told.get("conflicts", ())
    ]


def reports_in(told: _Told, pack: str) -> list[ReportRecord]:
    """Return the reports, whoever's they say they are.

    Args:
        pack: the identifier of the pack.

    Raises:
        ValueError: a row holds what the program never writes.
    """
    places: dict[int, list[ReportedPlace]] = {}
    for row in told.get("report_places", ()):
        place = ReportedPlace(_text(row, "document_id"), _whole(row, "start"), _whole(row, "end"))
        places.setdefault(_whole(row, "report"), []).append(place)
    found = []
    for row in told.get("reports", ()):
        number = _whole(row, "id")
        if not places.get(number):
            raise ValueError("a report without a place")
        found.append(
            ReportRecord(
                number,
                _text(row, "token"),
                _text(row, "candidate"),
                _text(row, "panellist"),
                _text(row, "reported_at"),
                _text(row, "reported_at"),
                bytes.fromhex(_text(row, "place_key")),
                pack,
                tuple(places[number]),
            )
        )
    return found


def _text(row: Row, name: str) -> str:
    if not isinstance(row[name], str):
        raise ValueError(f"{name} is no text")
    return str(row[name])


def _whole(row: Row, name: str) -> int:
    if not isinstance(row[name], int):
        raise ValueError(f"{name} is no number")
    return int(row[name])
