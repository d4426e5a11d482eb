"""What `manage.py` does otherwise here."""
