"""From pictures of pages to text at its places. Knows nothing of what the pages say."""

#: Pages of one file that are recognised; each takes seconds.
RECOGNISED_LIMIT = 30
#: Dots of a picture beyond which it is not opened; A4 at 600 dots an inch has 35 million.
DOTS_LIMIT = 100_000_000
#: Kinds of picture that are opened, by Pillow's names.
FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP")
#: Points of the longer side of a page.
A4 = 842.0
#: Dots of a longer side; a JPEG of more is opened at a half, quarter or eighth.
ENOUGH = 3200
