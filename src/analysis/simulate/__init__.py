"""Athletes whose truth is known, written as the apps would export them."""
