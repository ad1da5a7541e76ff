"""Who tends a circle: for how long, chosen by whom, and what happens when nobody does."""
