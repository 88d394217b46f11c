"""Documents on paper: plain values in, PDF bytes out."""
