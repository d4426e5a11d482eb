"""`python -m tests.architecture` draws the reference pages anew (`make docs`)."""

from __future__ import annotations

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    from tests.architecture.drawings import draw_all

    draw_all()
