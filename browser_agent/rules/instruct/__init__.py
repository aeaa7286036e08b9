"""Instructions that stand on a page ("Click on the link ..."), carried out from screenshots.

For the benchmark only: no customer's run asks for it. An instruction is parsed into goals; each
step looks at the screen, asks the first goal that is not reached for its next move, and keeps
nothing between two questions but the question's own history.
"""
