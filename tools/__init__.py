"""Scripts for those who work on the project; the program itself never needs them."""
