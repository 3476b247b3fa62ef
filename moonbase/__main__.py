"""``python -m moonbase`` is the command ``moonbase``."""

from __future__ import annotations

from moonbase.cli.main import main

if __name__ == "__main__":
    main()
