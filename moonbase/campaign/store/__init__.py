"""The study folder: write-once shards as the truth, everything else made from them."""
