"""What the built program starts with."""

from edi_shortlist.cli import main

if __name__ == "__main__":
    main()
