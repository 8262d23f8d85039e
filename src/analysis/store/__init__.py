"""What lies on disk: exports as received, tables as processed, and how exports overlap."""
