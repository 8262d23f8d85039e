"""Tables, sentences and figures for people: described once, shown as HTML and as Typst."""
