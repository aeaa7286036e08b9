"""Portuguese, of Brazil and of Portugal: the main words."""

_THING = (
    r"(?:(?:minha|sua|meu|seu|a|o|esta) )?(?:assinatura|subscricao|plano|conta|renovacao"
    r"(?: automatica)?|servico|teste(?: gratis)?|contrato|pacote)"
)
_END = r"(?:cancelar|encerrar|terminar|anular|desativar|rescindir)"

FINAL_CANCEL = (
    rf"(?:confirmar|concluir|finalizar|completar)(?: o| meu)? (?:cancelamento|"
    rf"{_END})(?: .{{0,24}})?",
    rf"sim,? ?(?:quero |desejo )?(?:{_END}|cancele)(?: .{{0,40}})?|cancelar (?:agora|"
    r"imediatamente)",
)
GO_ON_CANCELLING = (
    r".{0,40}(?:continuar|prosseguir|seguir)(?: com| para)?(?: o| meu)? (?:cancelamento|cancelar|"
    r"cancelando)(?: .{0,16})?",
    rf"{_END}(?: {_THING})? (?:mesmo assim|assim mesmo|sem .{{0,24}})|(?:nao, ?|nao,? ?obrigad[oa]"
    rf"[,.]? ?)?(?:ainda )?(?:quero|desejo|prefiro) (?:{_END}|sair)(?: .{{0,24}})?|nao, ?{_END}"
    rf"(?: .{{0,24}})?",
)
CANCEL_THING = (rf"{_END} {_THING}(?: .{{0,20}})?|cancelamento|nao renovar",)
CANCEL_ALONE = (r"cancelar|encerrar|desativar",)
CLOSES_DIALOGS = (r"cancelar",)
DECLINE = (
    r"nao,? ?obrigad[oa](?:[,.;!]? .{0,40})?|recusar(?: .{0,20})?|pular|agora nao|nao tenho "
    r"interesse|continuar sem .{0,24}",
)
REVERSAL = (
    r"(?:cancelar|interromper|parar|abandonar|desfazer)(?: o| meu)? cancelamento|nao (?:quero )?"
    r"cancelar(?: .{0,24})?",
)
STAYING_TAIL = (r"manter|ficar|continuar (?:assinando|assistindo)|voltar|mudei de ideia",)
STAY = (
    r"(?:sim,? |nao,? )?(?:quero )?(?:manter|ficar|voltar|pausar|aceitar|aproveitar|trocar|mudar|"
    r"ativar|resgatar)(?: .{0,40})?",
    r"continuar (?:assistindo|assinando|com (?:meu|minha)|aproveitando)(?: .{0,30})?|"
    r"mudei de ideia",
)
GENERIC_GO = (r"continuar|proximo|avancar|enviar(?: .{0,20})?|confirmar|sim|concluir|seguinte",)
YES = (r"sim|confirmar|continuar|ok",)
NO = (r"nao",)
MANAGE_PLAN = (
    r"(?:gerenciar|gerir|ver|editar|administrar)(?: minha| sua| meu| o)? (?:assinatura|subscricao|"
    r"plano)(?: .{0,16})?|gerenciar|gerir",
)
PLAN_SECTION = (r"(?:minha |sua |meu |seu )?(?:assinaturas?|subscricao|plano(?: atual)?)",)
BILLING_SECTION = (r"(?:cobranca|pagamentos?|faturacao|faturas?)(?: e .{0,16})?",)
ACCOUNT_LINK = (r"(?:minha |sua |a minha )?conta|dados da conta",)
SETTINGS_LINK = (r"configuracoes|definicoes|perfil|meu perfil",)
ABOUT_ACCOUNT = (r"conta|assinatura|subscricao|plano|cobranca|pagamentos?|configuracoes|perfil",)
HELP_TEXT = (r"como|posso|o que acontece|por que|quando quiser|a qualquer momento|ajuda|termos",)
SIGN_IN_LINK = (r"entrar|iniciar sessao|fazer login|acessar",)
EMAIL_LABEL = (r"e-?mail|endereco de e-?mail|usuario",)
PASSWORD_LABEL = (r"senha|palavra-passe",)
SIGN_IN_BUTTON = (r"entrar|iniciar sessao|continuar|avancar|acessar",)
SIGN_OUT = (r"sair|terminar sessao",)
CREDENTIAL_ERROR = (
    r"(?:senha|e-?mail|palavra-passe)(?: \w+){0,5} (?:incorret[oa]s?|invalid[oa]s?)",
)
CODE_TEXT = (r"codigo de (?:verificacao|seguranca|acesso)|(?:digite|insira)(?: \w+){0,2} codigo",)
COOKIES_REFUSE = (r"rejeitar(?: tudo| todos)?|recusar(?: tudo| todos)?|apenas (?:os )?necessarios",)
ACKNOWLEDGE = (r"entendi|aceitar(?: tudo| todos)?|concordo",)
DISMISS = (r"nao,? ?obrigad[oa]|agora nao|mais tarde|fechar|pular",)
SURVEY = (
    r"por ?que (?:voce |quer|deseja|esta|cancel)\w*.{0,40}|(?:motivo|razao)(?: \w+)? (?:do|da|para|"
    r"de).{0,30}|conte-nos|ajude-nos",
)
REASON_CALM = (r"(?:nao|pouco) (?:uso|utilizo|assisto|tenho tempo|preciso)(?: .{0,24})?",)
REASON_ANY = (r"(?:muito )?car[oa]|preco|conteudo|qualidade|problemas?|outro servico",)
REASON_OTHER = (r"outr[oa]s?(?: motivos?| razao)?",)
OFFER = (r"antes de (?:ir|sair|voce ir|cancelar)|oferta|desconto|gratis|pausar|espere|vai perder",)
ASKS_TO_LEAVE = (
    rf"(?:tem )?certeza (?:de )?que (?:quer|deseja) {_END}|(?:quer|deseja)(?: mesmo)? {_END}|tem "
    r"certeza|confirm\w+(?: \w+)? cancelamento",
)
ASKS_TO_STAY = (
    r"(?:quer|deseja|gostaria de)(?: \w+){0,2} (?:manter|ficar|continuar assinando|pausar)|"
    r"(?:interromper|parar|cancelar) o cancelamento ?\?",
)
ACKNOWLEDGEMENT = (
    r"(?:entendo|compreendo|confirmo|concordo|estou ciente)(?: .*)?|"
    r"li e (?:aceito|concordo|entendi)(?: .*)?",
)
TYPE_TO_CONFIRM = (r"digite|escreva|insira|introduza",)
SELECT_TEXT = (r"(?:selecione|escolha)(?: .{0,24})?",)
SKIP = (r"pular|ignorar",)
LEAVING_TALK = (r"cancel\w+|encerr\w+",)
RESTART = (r"(?:reativar|retomar|renovar|assinar novamente|voltar a assinar)(?: .{0,24})?",)
RESTARTABLE = (r"(?:reativar|retomar|renovar)(?: .{0,20})?|assinar novamente",)
CONFIRM_RESTART = (r"confirmar(?: .{0,20})?|pagar(?: .{0,16})?|assinar(?: .{0,16})?",)
TOTAL = (r"total(?: a pagar)?(?: hoje)?",)
ACCOUNT_TEXT = (r"assinatura|subscricao|conta|cobranca|pagamento|plano atual",)
STILL_CANCELLABLE = (rf"{_END} {_THING}",)
HYPOTHETICAL = (
    r"se (?:voce )?cancelar|pode(?:ra)?(?: \w+){0,3} (?:cancelar|reativar)|cancele quando|tem "
    r"certeza|deseja|sem (?:compromisso|fidelidade)|(?:oferta|promocao|cartao)(?: \S+){0,4} "
    r"(?:termina|expira|valid[oa]|ate)|ultim[oa] (?:pagamento|cobranca)",
)
RENEWS = (
    r"proxim[oa] (?:data de )?(?:pagamento|cobranca|faturacao|fatura|renovacao)|"
    r"data de (?:cobranca|"
    r"renovacao|pagamento)|(?:sera|e) (?:renovad[oa]|cobrad[oa])|renova-se|renovacao "
    r"automatica:? (?:ativada|ativa|sim)",
)
ENDS = (
    r"(?:termina|terminara|expira|expirara|encerra|vence)(?: em| a)?|(?:foi|esta|voce|"
    r"sua assinatura"
    r" foi) (?:cancelad[oa]|cancelou|encerrad[oa])|cancelad[oa] em|cancelamento (?:foi )?"
    r"(?:confirmado|concluido|efetuado|agendado)|(?:acesso|assistir|aproveitar|usar|ativ[oa]|"
    r"disponivel|valid[oa])(?: \S+){0,6} ate(?=.{0,20}\d| .{0,8}fim)|nao sera (?:renovad[oa]|"
    r"cobrad[oa])|renovacao automatica:? (?:desativada|nao)",
)
ENDED_CHIP = (r"cancelad[oa]|encerrad[oa]|expirad[oa]|inativ[oa]",)
ACTIVE_CHIP = (r"ativ[oa]|plano atual",)
THIRD_PARTY = (
    r"(?:cobrad[oa]|gerenciad[oa]|faturad[oa]|contratad[oa])(?: \w+){0,2} (?:por|pela?o?|atraves "
    r"d[aeo]|via) (?:a |o |sua )?(?:apple|google|amazon|roku|operadora|claro|vivo|tim|parceiro)",
)
DENIED = (r"nao (?:sera|se) (?:mais )?(?:renov|cobr)\w*|sem (?:novas )?cobrancas",)
NOT_NOW = (r"nao,? ?obrigad[oa]|agora nao|mais tarde",)
ERASES = (r"(?:excluir|apagar|encerrar) (?:minha |sua |a )?conta",)
PROMOTES = (r"\d+ (?:dias|meses) gratis|teste gratis|depois,? .*\d.*",)
WAY_BACK = (r"voltar(?: .{0,24})?|sair|cancelar|(?:alterar|editar)(?: .{0,24})?",)
