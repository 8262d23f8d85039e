"""What the numbers mean for the phase."""
