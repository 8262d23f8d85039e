"""What a plan asks of each day and set, and how near the log comes to it."""
