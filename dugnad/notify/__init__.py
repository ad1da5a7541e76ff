"""Telling people: the inbox, letters, and answers that come back by e-mail."""
