"""What the pages of an import show."""
