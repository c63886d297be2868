import sys

from querschnitt.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
