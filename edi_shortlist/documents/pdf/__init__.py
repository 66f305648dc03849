"""From a PDF to a Document."""
