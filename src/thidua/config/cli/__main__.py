"""`python -m thidua.config.cli`: how the demonstration starts its children."""

import sys

from thidua.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
