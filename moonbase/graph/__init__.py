"""The mission graph: nodes, legs and commodities as arrays; closure checks; drawing."""
