"""Units on dated trees, the acts that change them, people and their mandates."""
