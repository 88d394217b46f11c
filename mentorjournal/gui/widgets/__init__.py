"""Controls that know nothing of journals: values in, edits out."""
