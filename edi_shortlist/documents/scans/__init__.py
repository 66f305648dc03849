"""From pictures of pages to text at its places. Knows nothing of what the pages say."""

#: Pages of one file that are recognised; each takes seconds.
RECOGNISED_LIMIT = 30
#: Dots of a picture beyond which it is not opened; A4 at 600 dots an inch has 35 million.
DOTS_LIMIT = 100_000_000
