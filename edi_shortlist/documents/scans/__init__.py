"""From pictures of pages to text at its places. Knows nothing of what the pages say."""
