"""The web side: a request in, an answer or an error in one shape out."""
