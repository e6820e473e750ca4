"""A brief of a period, composed of templates over claims; every sentence leads to the words it stands on.

What the store holds is gathered (`gathering`), the weightiest is chosen (`choosing`), put in words (`phrasing`,
`grammar`), and laid out in sections (`composing`); no brief leaves before `checking` has found every word it quotes
in its article. Words and thresholds stand in `data/`.
"""
