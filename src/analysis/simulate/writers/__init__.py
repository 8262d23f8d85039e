"""Writers: performed sets and body readings as the text that each app would export."""
