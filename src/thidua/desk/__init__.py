"""What waits for me, and the whole in one picture, across the rooms."""
