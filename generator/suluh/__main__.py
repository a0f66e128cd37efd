"""`python -m suluh`."""

from suluh.cli import main

if __name__ == "__main__":
    main()
