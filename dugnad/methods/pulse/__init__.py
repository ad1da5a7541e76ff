"""The pulse: is it solidarity, or does it only look like it? Pure measures; docs/measures/ has a page for each."""
