"""Campaign studies: many runs of one mission with varied inputs, their store and their statistics."""
