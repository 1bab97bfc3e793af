"""What a general feed is narrowed down to."""

ABOUT_CONTROLS = (
    r"export control|export licen[cs]|export restriction|export ban|entity list|unverified list|foreign direct product|"
    r"sanction|tariff|trade curb|section 301|section 232|dual.use|rare earth|gallium|germanium|antimony|"
    r"semiconductor|\bchips?\b|chipmak|\bGPUs?\b|\bAI accelerat|lithograph|wafer|foundry|nvidia|\bAMD\b|\bASML\b|"
    r"\bTSMC\b|\bSMIC\b|huawei|\bYMTC\b|\bCXMT\b|cambricon|hygon"
)
"""A pattern for titles and addresses: export controls, trade measures, chips and their makers."""

ABOUT_EXPORT_CRIME = (
    r"export|sanction|smuggl|semiconductor|\bchips?\b|\bGPUs?\b|nvidia|huawei|dual.use|military.end|technolog"
)
"""A pattern for what prosecutors announce."""
