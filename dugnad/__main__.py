"""`python -m dugnad` is the same as `dugnad`."""

import sys

from dugnad.cli import main

if __name__ == "__main__":
    sys.exit(main())
