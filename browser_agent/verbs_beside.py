"""What stands beside a verb and turns it: for `verbs`, in the same way."""

_PLAN = r"plan|subscription|membership|contract|service|pass"
# "Give notice on parking" is another thing's.
OF_AN_END = (
    r" (?:to (?:cancel|end|leave|quit|terminate)|now|today|(?:and|&) (?:cancel|end|leave)|"
    rf"(?:on|for) (?:my |your |the |this )?(?:{_PLAN}))\b"
)
# Who does not stay without these leaves.
FOR_LESS = (
    r"(?:ads|commitment|cancell?ing|ending|(?:an? |the )?(?:(?:\w+ )?(?:discount|price|offer|deal)|"
    r"end)\b|resilier|remise|(?:une )?reduction)"
)
LEFT_ALONE = (
    r"(?:leave|leaving) (?:it|this|my \w+|everything|things|auto-? ?renew\w*|renewal)(?: \w+){0,2} "
    r"(?:on|as|alone|running|active)\b|dejar(?:lo|la)? (?:todo )?(?:como esta|activad[oa])|"
    rf"(?:leave|leaving) (?:it|this|everything|things|(?:my|the|your) (?:{_PLAN}))"
    r" (?:be$|on$|(?:the way|how) (?:it|they) (?:is|are)\b)|"
    r"laisser (?:active\w*|tel quel|comme)|(?:aktiviert|eingeschaltet|an|alles|es) "
    r"(?:so )?(?:be)?lassen|(?:so|wie es ist) (?:be)?lassen|lascia (?:attiv\w+|cosi)|laat zo"
)
