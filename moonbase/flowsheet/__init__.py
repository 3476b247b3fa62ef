"""Flowsheets: processes joined by the commodities that they exchange, solved as linear equations, sample by sample.

A flowsheet has as many processes as balances, so that it needs no planner; it answers what one unit of product takes,
and how sure that is.
"""
