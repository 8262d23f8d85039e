"""What sets, sessions and weeks trained: how far each is strength, hypertrophy, or neither."""
