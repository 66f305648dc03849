"""The fields that a controller fills in for its record of processing, and what the program itself
processes: fixed words, the same for every workspace.

The fields are those of UK GDPR Article 30(1)(a), (b), (d), (e) and (g). The conditions for special
categories, and whether data are kept and erased as the policy says, are asked for by the Data
Protection Act 2018, Schedule 1, paragraph 41 (23 May 2018), where a condition of paragraph 38 is
relied on (paragraphs 1 and 8 among them). The hints say what employers often
rely on; the choice is the controller's.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class StatedField:
    """One field.

    Attributes:
        hint: what belongs there, in a sentence or two.
        needed: whether the record is not complete without it.
        lines: how many lines of text it usually takes.
    """

    key: str
    label: str
    hint: str
    needed: bool = True
    lines: int = 1


FIELDS = (
    StatedField("controller", "Controller", "The employer's name and address.", lines=2),
    StatedField(
        "contact", "Contact", "Where the controller is reached about data: e-mail, telephone."
    ),
    StatedField(
        "data_protection_officer",
        "Data protection officer",
        "Name and contact. A public authority must have one (Article 37).",
    ),
    StatedField(
        "joint_controllers",
        "Joint controllers",
        "Only where another organisation decides with you, say a partner that recruits jointly.",
        needed=False,
    ),
    StatedField(
        "lawful_basis",
        "Lawful basis for recruiting (Article 6)",
        "Often 6(1)(b), steps before a contract that the applicant asked for, or 6(1)(e), a "
        "public task. Ask your data protection officer.",
        lines=2,
    ),
    StatedField(
        "special_categories",
        "Condition for special categories in applications and declarations (Article 9)",
        "Health and disability, also in adjustments, are special categories. Often 9(2)(b) with "
        "the Data Protection Act 2018, Schedule 1, paragraph 1 (employment).",
        lines=2,
    ),
    StatedField(
        "monitoring_basis",
        "Lawful basis and condition for equality monitoring (Articles 6 and 9)",
        "Often 6(1)(c) or (e) with the Equality Act 2010, section 149, and 9(2)(g) with the Data "
        "Protection Act 2018, Schedule 1, paragraph 8 (equality of opportunity or treatment).",
        lines=2,
    ),
    StatedField(
        "policy",
        "Appropriate policy document",
        "Paragraphs 1 and 8 need one. Say where it is, and whether data are kept and erased as it "
        "says; if not, why (Schedule 1, paragraph 41).",
        lines=2,
    ),
    StatedField(
        "other_recipients",
        "Other recipients",
        "Whoever else gets data, say a partner's staff on a panel, or who hosts your computers.",
        needed=False,
    ),
    StatedField(
        "transfers",
        "Transfers outside the United Kingdom",
        "The program makes none. Say where the workspace, its backups and your e-mail lie; 'None' "
        "if all of it stays in the United Kingdom.",
    ),
    StatedField(
        "other_security",
        "Your own security measures",
        "Say, encrypted disks, screen locks, who has rights to the folder, where backups are kept.",
        needed=False,
        lines=2,
    ),
)
NEEDED = tuple(field.key for field in FIELDS if field.needed)


@dataclass(frozen=True)
class Purpose:
    """What data are used for.

    Attributes:
        basis, condition: the fields that say on what ground.
    """

    words: str
    whose: str
    basis: str
    condition: str = ""


PURPOSES = (
    Purpose(
        "To choose whom to interview from anonymised applications, without regard to who they are",
        "applicants",
        "lawful_basis",
        "special_categories",
    ),
    Purpose(
        "To keep the promise of a guaranteed interview",
        "applicants who declared for a scheme",
        "lawful_basis",
        "special_categories",
    ),
    Purpose(
        "To invite, and to arrange the interview",
        "the invited",
        "lawful_basis",
        "special_categories",
    ),
    Purpose(
        "To count what becomes of applicants by protected characteristic",
        "applicants who answered",
        "monitoring_basis",
        "monitoring_basis",
    ),
    Purpose(
        "To account for what was done: every act is logged under its author's name",
        "HR officers, panellists, managers",
        "lawful_basis",
    ),
)

#: Which data, whose, where it lies, and who sees it.
CATEGORIES = (
    (
        "Applications as they came, and the text read from them",
        "applicants; referees and relatives whom they name",
        "vault",
        "HR officers",
    ),
    ("Name, contact, date of birth", "applicants", "vault", "HR officers"),
    (
        "Declarations for guaranteed interviews (special category where of a disability)",
        "applicants",
        "vault",
        "HR officers",
    ),
    (
        "Adjustments asked for, how to be interviewed (special category where of health)",
        "applicants",
        "vault",
        "HR officers",
    ),
    (
        "When and how the invited are interviewed, the time and the words for adjustments, the "
        "panel's notes on interviews",
        "applicants, panellists",
        "vault",
        "HR officers; the panel of an interview its time and what HR wrote for it",
    ),
    (
        "Answers for equality monitoring (special categories among them)",
        "applicants",
        "vault",
        "HR officers",
    ),
    (
        "What staff corrected or confirmed, and the explanation of each outcome",
        "applicants, HR officers",
        "vault",
        "HR officers",
    ),
    (
        "Anonymised applications; where something was hidden, of what kind, by whom",
        "applicants, HR officers",
        "blind side, panel packs",
        "HR officers, panel, recruiting manager",
    ),
    (
        "Scores, passages marked as evidence, what the panel agreed, and notes and reasons in a "
        "panellist's own words",
        "applicants, panellists",
        "blind side",
        "HR officers, recruiting manager, the panellist",
    ),
    (
        "Which panellist may know which candidate; the places of passages that they reported",
        "applicants, panellists",
        "blind side, panel packs",
        "HR officers, the panellist",
    ),
    (
        "Scores of the interviews, and what became of the invited, under the reference alone",
        "applicants, panellists",
        "blind side",
        "HR officers, panel, recruiting manager",
    ),
    (
        "Total, place, invited or not, under the reference alone",
        "applicants",
        "blind side",
        "HR officers, panel, recruiting manager",
    ),
    (
        "The log: who did what when, under the reference alone",
        "HR officers, panellists, managers",
        "blind side",
        "HR officers, recruiting manager, auditors",
    ),
)

RECIPIENTS = (
    ("The panel", "anonymised applications, criteria"),
    ("The recruiting manager", "the same, scores, who is invited; names once HR gives them"),
    ("Auditors", "the log and evidence drawn from it, without names or texts"),
    ("The applicant", "on request, everything that is held on the applicant"),
)
