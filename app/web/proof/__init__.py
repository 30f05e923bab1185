"""Independent ways to check what is on the screen: differences, a nudge, a script."""
