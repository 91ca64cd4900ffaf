"""``python -m kng``."""

from kng._cli import main

main()
