"""Where an installation keeps what is its own: database, evidence, secret, logs."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

CHECKOUT = Path(__file__).resolve().parents[3]


def home() -> Path:
    """`$THIDUA_HOME`; else `.thidua/` beside a checkout; else the platform's folder."""
    if chosen := os.environ.get("THIDUA_HOME"):
        return Path(chosen).expanduser().resolve()
    if (CHECKOUT / "pyproject.toml").exists():
        return CHECKOUT / ".thidua"
    return platformdirs.user_data_path("thidua", appauthor=False)
