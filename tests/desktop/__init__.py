"""The desktop, driven by mouse and keyboard over the real workflow."""
