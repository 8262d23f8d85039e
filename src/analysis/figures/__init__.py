"""The only matplotlib and seaborn: `draw` shows a ready frame on an axes, `alt` says what it shows."""
