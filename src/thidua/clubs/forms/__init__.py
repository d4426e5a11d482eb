"""What is typed in clubs: text in, clean values out."""
