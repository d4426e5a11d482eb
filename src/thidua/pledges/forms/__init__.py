"""Forms of the room: text in, clean values out."""
