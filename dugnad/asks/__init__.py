"""Asks, answers, offers and the living answers that come of them."""
