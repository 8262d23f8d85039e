"""From an executed notebook, or the roster, to one HTML file that asks nobody for anything."""
