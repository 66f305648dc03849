"""A program that erases one applicant after the other and prints each when it is done."""

import sys

from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.session import Session

folder, passphrase, vacancy = sys.argv[1:]
with Session.open(folder, "Ann") as session:
    session.unlock(passphrase)
    for candidate in session.workspace.blind.candidates(vacancy):
        erase(session, vacancy, candidate)
        print(candidate, flush=True)
