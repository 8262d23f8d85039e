"""The catalogue of lifts, the names apps give them, and how a name finds its lift."""
