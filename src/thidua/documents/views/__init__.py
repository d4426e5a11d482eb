"""The counter at which documents are read, numbered and signed."""
