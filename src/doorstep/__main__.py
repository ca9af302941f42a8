"""``python -m doorstep``: the same as the ``doorstep`` command."""

from doorstep.cli import main

if __name__ == "__main__":
    main()
