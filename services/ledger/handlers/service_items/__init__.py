"""What is done with service items: entering, drafting, publishing, importing, looking."""
