#!/usr/bin/env python
"""Django's own door; `thidua --help` is the office's."""

import os
import sys

from django.core.management import execute_from_command_line

from thidua.kernel.database import address

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    if address.is_embedded(os.environ):
        address.the_server().ensure()
    execute_from_command_line(sys.argv)
