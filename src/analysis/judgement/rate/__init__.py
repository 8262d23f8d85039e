"""How fast lifts go up, how sure that is, and what may be said of it."""
