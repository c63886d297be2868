"""What a copy of the site as files has in the place of lists and search that a program answers."""
