"""A program that is backed up while it works: it imports and logs without end, and says on stdout
what it was told is saved. Run as a script with a workspace's folder and passphrase."""

import sys

from edi_shortlist.storage import Original, SealedApplication, Workspace


def main(folder: str, passphrase: str) -> None:
    with Workspace.open(folder) as workspace:
        workspace.unlock(passphrase)
        while True:
            with workspace.act(sealed=True):
                candidate = workspace.blind.new_reference()
                workspace.vault.add_application(
                    SealedApplication(candidate, "V-1", identity={"full_name": "Ada Obi"}),
                    [Original("cv.txt", b"Ada Obi" * 3000, {"text": "Ada Obi" * 3000})],
                )
                workspace.blind.add_candidate("V-1", candidate, 1)
                workspace.audit.append(
                    "Ann", "application.imported", vacancy="V-1", candidate=candidate
                )
            print(candidate, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
