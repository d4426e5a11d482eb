"""What the desk shows, read from the rooms below; nothing here is stored."""
