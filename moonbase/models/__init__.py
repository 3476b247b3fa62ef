"""The kinds of models: what each is asked and what it answers."""
