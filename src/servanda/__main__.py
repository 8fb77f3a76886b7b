"""`python -m servanda` is the same tool as `servanda`."""

from servanda.cli import main

if __name__ == "__main__":
    main()
