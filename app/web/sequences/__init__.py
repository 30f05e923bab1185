"""Sequences: what a request may ask for, and the numbers that the engine takes."""
