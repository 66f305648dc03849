"""What the auditor's tables say, also of what was tampered with."""

from PySide6.QtTest import QAbstractItemModelTester

from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.evidence import EvidenceTableModel, ToldRedactionsModel
from edi_shortlist.desktop.models.samples import SampledDocumentsModel, SamplesModel
from edi_shortlist.desktop.widgets.table import FILL_ROLE, TONE_ROLE
from edi_shortlist.reports.evidence import EvidenceTable
from edi_shortlist.storage import Redaction
from edi_shortlist.workflow.evidence_reading import ToldRedaction
from edi_shortlist.workflow.sampling import SampledDocument, SampleRecord, result_from

from .test_item_models import FATAL, headings, heard, row

AT = "2026-03-01T09:00:00.000000Z"


def test_a_redaction_is_told_by_place_label_and_decision(look):
    model = ToldRedactionsModel()
    watch = QAbstractItemModelTester(model, FATAL)
    one = Redaction(7, "C-07QK/1", 3, 9, "NAME", 0.5, "model", "[applicant]", "A name.")
    other = Redaction(
        *(8, "C-07QK/1", 3, 9, "NAME", 1.0, "reviewer", "[person]", "Marked.", "accepted"),
        *("Ann", AT, False, "accept-all"),
    )
    model.set_rows([ToldRedaction("V-1", one), ToldRedaction("V-1", other)])
    assert row(model) == ["7", "C-07QK/1", "Name", "model", "0.50", "Undecided", "–", "–", "–"]
    assert row(model, 1)[5:] == ["Hidden", "Ann", "Under a rule", local_time(AT)]
    assert model.index(0, 2).data(FILL_ROLE)
    assert heard(model)[5] == "Decision: Undecided"
    assert watch is not None


def test_a_table_of_evidence_is_headed_in_words(look):
    model = EvidenceTableModel()
    watch = QAbstractItemModelTester(model, FATAL)
    model.show_table(
        EvidenceTable(
            "counts",
            "Counts",
            ("label", "proposed", "by_rule", "at", "reason"),
            (("NAME", 3, 2, AT, ""), ("PHONE", 1, 0, "yesterday", None)),
        )
    )
    assert headings(model) == ["Label", "Proposed", "Under a rule", "When", "Reason"]
    assert row(model) == ["Name", "3", "2", local_time(AT), "–"]
    assert row(model, 1)[3] == "yesterday", "an entry that was tampered with is told all the same"
    model.show_table(EvidenceTable("none", "None", ("vacancy",), ()))
    assert (model.rowCount(), model.columnCount()) == (0, 1)
    assert watch is not None


def _sample(*leaks):
    documents = tuple(
        SampledDocument(n, f"C-{n:04}/1", found, None if found is None else 0, None, None)
        for n, found in enumerate(leaks, 1)
    )
    return SampleRecord(3, "V-1", AT, "Ann", "7", "0.95", "0.02", 200, documents)


def test_a_sample_is_told_with_its_interval_once_it_is_checked(look):
    model = SamplesModel()
    model.set_rows([result_from(_sample(None, 0)), result_from(_sample(1, 0))])
    assert row(model)[4:] == ["2 of 200", "1 of 2", "0", "–"]
    assert row(model, 1)[4:] == ["2 of 200", "2 of 2", "1", "1.26 % to 98.74 %"]
    assert [model.index(n, 5).data(TONE_ROLE) for n in (0, 1)] == ["warning", "success"]


def test_the_next_unchecked_document_goes_round_once(look):
    model = SampledDocumentsModel()
    model.set_rows(_sample(None, 0, None, 2).documents)
    assert [row(model, n)[1] for n in range(4)] == ["To check", "Clean", "To check", "Leaks"]
    assert [model.next_unchecked(n) for n in (-1, 0, 2, 3)] == [0, 2, 0, 0]
    model.set_rows(_sample(0, 1).documents)
    assert model.next_unchecked(-1) == -1
