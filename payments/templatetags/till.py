"""Amounts in templates."""

from django import template

from kernel.money import msats_text

register = template.Library()


@register.filter
def in_sats(amount_msats: int) -> str:
    return msats_text(amount_msats)


@register.filter
def counted(many: int) -> str:
    return f"{many:,}"
