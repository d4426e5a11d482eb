"""What is promising: people, units and practices found early, and helped to grow."""
