"""The pieces that pages are made of; they know Qt and the style, and nothing of vacancies."""
