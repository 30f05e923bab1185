"""A run as a script that needs nothing of this project, for a reader who trusts another program."""
