"""Whether muscle grows: what lifts of many reps, the dose and the tape say, and what may be made of it."""
