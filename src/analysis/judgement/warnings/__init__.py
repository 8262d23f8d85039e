"""The warnings: one file a rule, one line of `ALL` each."""
