"""What a person can do: one verb per use case, plain values out."""
