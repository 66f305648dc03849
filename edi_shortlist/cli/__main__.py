"""``python -m edi_shortlist.cli`` is ``edi-shortlist``."""

from edi_shortlist.cli import main

if __name__ == "__main__":
    main()
