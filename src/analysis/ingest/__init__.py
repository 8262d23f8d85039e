"""From one file to tidy rows: identify, read, settle units and names, check."""
