"""Text in, clean values out."""
