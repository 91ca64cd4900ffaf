"""``python -m kng``."""

from kng._cli import main

main(prog_name="kng")
