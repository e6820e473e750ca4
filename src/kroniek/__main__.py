"""`python -m kroniek` is the command `kroniek`, for when the command itself is not on the path."""

from kroniek.faces.cli.main import main

main()
