"""From a Word file to a Document."""
