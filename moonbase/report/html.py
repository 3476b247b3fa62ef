"""x."""


def render(result):
    return ""
