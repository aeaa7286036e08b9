"""What verified runs teach: the way of two that agree, followed by later ones without a model.

shape: what a playbook is. page: a look, as far as a playbook is concerned. trace: what a run did.
compile: two traces become a playbook. match: which state is this? follow: the next answer. drift:
the picture of what has changed. Nothing here knows Django, a screen or a network.
"""
