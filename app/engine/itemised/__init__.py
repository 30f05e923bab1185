"""Gradients of every loss by itself, and the tables of how long they are."""
