"""What a column of somebody else's table may hold for this program."""

from collections.abc import Mapping
from dataclasses import dataclass

from edi_shortlist.workflow.indexes.row import MONITORING

FILES = "files"
REFERENCE = "reference"
FULL_NAME = "full_name"
FIRST_NAME = "first_name"
LAST_NAME = "last_name"
DATE_OF_BIRTH = "date_of_birth"
MOBILE = "mobile"
PHONE = "phone"
ADDRESS = "address"
DECLARATIONS = "declarations"
ADJUSTMENTS = "adjustments"
INTERVIEW_MODE = "interview_mode"
ANSWER = "answer"
IGNORE = "ignore"
DECLARES = "declares."
"""Before the id of a scheme: a column of yes and no about that scheme."""


@dataclass(frozen=True)
class Field:
    """Something of ours that a column may hold.

    Attributes:
        id: its name in a saved mapping.
        name: its name on the screen.
        group: the heading it stands under in a list.
        several: whether more than one column may hold it; they are then joined in their order.
    """

    id: str
    name: str
    group: str
    several: bool = False


_BEFORE = (
    Field(FILES, "Names of the files", "Documents", several=True),
    Field(REFERENCE, "Reference, as in file names", "Documents", several=True),
    Field(ANSWER, "Part of the application (text)", "Documents", several=True),
    Field(FULL_NAME, "Full name", "Who it is"),
    Field(FIRST_NAME, "First or middle name", "Who it is", several=True),
    Field(LAST_NAME, "Surname", "Who it is"),
    Field("preferred_name", "Preferred name", "Who it is"),
    Field(DATE_OF_BIRTH, "Date of birth", "Who it is"),
    Field("email", "E-mail address", "Contact"),
    Field(MOBILE, "Mobile number", "Contact"),
    Field(PHONE, "Telephone number", "Contact", several=True),
    Field(ADDRESS, "Address, or a line of it", "Contact", several=True),
    Field("postcode", "Postcode", "Contact"),
    Field(ADJUSTMENTS, "Adjustments asked for", "Interview", several=True),
    Field(INTERVIEW_MODE, "In person or online", "Interview"),
)
_NOTHING = Field(IGNORE, "Leave out", "Leave out", several=True)


def known_fields(
    schemes: Mapping[str, str], characteristics: Mapping[str, str]
) -> dict[str, Field]:
    """Return every field by id, in the order of a list to choose from.

    Args:
        schemes: names of the guaranteed-interview schemes by id.
        characteristics: names of what is monitored by id.
    """
    declared = [
        Field(f"{DECLARES}{scheme}", f"Yes or no: {name}", "Guaranteed interview")
        for scheme, name in schemes.items()
    ]
    declared.append(
        Field(DECLARATIONS, "Names of the schemes declared", "Guaranteed interview", several=True)
    )
    monitored = [
        Field(f"{MONITORING}{one}", name, "Equality monitoring")
        for one, name in characteristics.items()
    ]
    return {one.id: one for one in (_NOTHING, *_BEFORE, *declared, *monitored)}
