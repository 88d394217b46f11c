"""The parts of a review by packet: asking for one, reading and answering one, and what came back."""
