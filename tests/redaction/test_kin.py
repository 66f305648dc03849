"""What a form's line on kin tells."""

import pytest

from edi_shortlist.redaction.kin import KinRecogniser

WED, DEP = "MARITAL_STATUS", "DEPENDANTS"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Next of kin: Ruta Lowe, husband, 0113 496 0917", [(WED, "husband")]),
        ("(7) Next of kin: G. Lowe (wife)", [(WED, "wife")]),
        ("Emergency contact\tO. Pell, ex-husband", [(WED, "ex-husband")]),
        ("Family: married, two sons", [(WED, "married"), (DEP, "two sons")]),
        ("FAMILY STATUS:  widower", [(WED, "widower")]),
        ("Family: wife and mother", [(WED, "wife"), (DEP, "mother")]),
        ("In case of emergency: my daughter's school", [(DEP, "my daughter")]),
        # A parent who is named is the applicant's parent, which everybody has.
        ("Next of kin: my father, Jan Pell", []),
        ("Emergency contact: Ada Pell, mother", []),
        # The work.
        ("Family court: children's lists", []),
        ("Family support: single parents, two sons of a client", []),
        ("Household waste: single stream", []),
        ("Referees\nRelationship: partner in the practice", []),
        ("We rang the next of kin: a wife", []),
        ("Next of kin:", []),
    ],
)
def test_spouses_and_children_in_lines_on_kin(find, text, found):
    assert find(KinRecogniser(), text) == found
