"""What weights were taken for, in words for a coach."""

from __future__ import annotations

from typing import Final

MEANT: Final = {
    "external": "the load lifted",
    "added": "what was added to the body",
    "total": "the total with the body",
    "assistance": "help",
    "one_hand": "one hand's",
    "both_hands": "both hands together",
    "placeholder": "a placeholder",
}
"""After "weights taken as"."""
