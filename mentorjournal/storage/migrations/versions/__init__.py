"""One module per schema step, frozen once released."""
