"""The window: shows and asks; computes nothing that the core could compute."""
