"""One page per stage, the same noun; pages know the workspace, not each other."""
