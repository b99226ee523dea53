"""Which form of chat turns a checkpoint has been trained with."""

from __future__ import annotations

from dataclasses import replace

from metabgm.models.chat_template import known_turns, read_template
from metabgm.models.chat_turns import KNOWN_FORMS, ChatTurns
from metabgm.models.checkpoint import CheckpointTokenizer
from metabgm.models.errors import ModelError

_BYTE_TOKEN = "<0x0A>"
"""Every SentencePiece vocabulary of a LLaMA has it, no other one."""


def chat_turns_of(form: str, template: str | None, tokenizer: CheckpointTokenizer) -> ChatTurns:
    """As the user says by ``form``, else as the model's own template says, else by its special tokens.

    Raises ModelError.
    """
    added = tokenizer.tokenizer.get_added_tokens_decoder().values()
    special = {str(token.content) for token in added if token.special}
    turns: ChatTurns | None
    if form:
        turns = KNOWN_FORMS[form]
        if missing := sorted(set(turns.ends) - special):
            raise ModelError(f"--chat {form}: its vocabulary has no special token {missing[0]}")
    elif template is not None:
        turns = read_template(template, bos=tokenizer.bos, eos=tokenizer.eos, special=special)
    else:
        turns = known_turns(special, sentencepiece=_BYTE_TOKEN in tokenizer.tokens)
    if turns is None:
        forms = "|".join(KNOWN_FORMS)
        raise ModelError(f"it has no chat template and no known turn tokens; say which with --chat {forms}")
    return replace(turns, ends=tuple(dict.fromkeys((*turns.ends, *tokenizer.ends))))
