"""What to train, what to do next, and when goals may be reached."""
