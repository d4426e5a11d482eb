"""What is typed at the counters of the room: text in, clean values out."""
