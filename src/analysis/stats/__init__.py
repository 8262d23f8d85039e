"""Mathematics on numpy vectors. No frames, no files, and nothing here knows what a barbell is."""
