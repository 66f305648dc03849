"""How large a table of applicants may be."""

#: Bytes of the file.
SIZE_LIMIT = 100 * 1024 * 1024
#: Applicants, and columns.
ROWS_LIMIT = 20_000
COLUMNS_LIMIT = 500
#: Among so many rows the header is looked for: reports have a few lines of title above it.
TITLE_ROWS = 30
