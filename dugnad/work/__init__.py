"""Work: tasks, what they wait for, who holds them, and large jobs in small units."""
