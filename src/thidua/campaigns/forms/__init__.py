"""Text in, clean values out; each form gives the draft that its action takes."""
