"""Item models over what the workflow returns. They are filled by pages and tested without them."""
