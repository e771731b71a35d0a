"""How smooth the window is: with a million rows, while a project loads, from a cold start."""
