"""Python source of the passes over time, written once for each cell and then run."""
