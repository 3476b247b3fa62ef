"""Statistics of studies: pure functions on arrays, each result with its error.

Nothing here knows files, missions or designs' random numbers; `moonbase.campaign.present` joins these functions to the
tables of a study.
"""
