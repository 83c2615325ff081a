"""Looking at how to reach the person who complained, and keeping who it is from the units concerned."""
