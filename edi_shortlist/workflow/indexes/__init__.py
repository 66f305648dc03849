"""Tables of applicants, as recruitment systems export them: reading them, telling what their
columns hold, and making an index of them."""
