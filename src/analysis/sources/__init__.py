"""File formats, not apps: bytes to strings, each record with the line where it starts."""
