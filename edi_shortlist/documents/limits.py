"""How much a file may be, hold and cost before it is refused, in one place."""

#: The largest file that is read, in bytes. A CV with photographs seldom passes 20 MB.
SIZE_LIMIT = 100 * 1024 * 1024

#: What a worker process may take of memory, in bytes. Most readers need a tenth; recognising the
#: text of a scan needs more than half.
MEMORY_LIMIT = 2 * 1024**3

#: Characters of text in one file, some 300 close pages; what comes after reading takes longer.
TEXT_LIMIT = 1_000_000

#: Files within files (an archive attached to an e-mail in an archive), and how many there may be
#: in all, with how many bytes.
NESTING_LIMIT = 3
PARTS_LIMIT = 500
PARTS_SIZE_LIMIT = 400 * 1024 * 1024

#: Seconds a reader may work without a sign of life, and in all. A page of a scan takes seconds
#: and gives a sign (``pulse``); a page of text takes milliseconds.
SILENCE_LIMIT = 60.0
TIME_LIMIT = 600.0

#: Seconds of processor time of a worker for one file, should the program that watches it be gone.
PROCESSOR_LIMIT = 1200

#: The largest file a worker may write, in bytes: a part of an archive, or a converted document.
WRITTEN_LIMIT = 512 * 1024 * 1024

#: A picture within a document: its largest size in bytes, and in dots once it is opened.
PICTURE_SIZE_LIMIT = 50 * 1024 * 1024
PICTURE_DOTS_LIMIT = 50_000_000

#: Different pictures within one file that are looked at, and dots of all that are opened. How many
#: of them are read is limited like the pages of a scan.
PICTURES_LIMIT = 500
PICTURES_DOTS_LIMIT = 500_000_000
