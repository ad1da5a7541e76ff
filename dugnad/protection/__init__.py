"""Circles of people who need more protection, and how long what is written in a circle is kept."""
