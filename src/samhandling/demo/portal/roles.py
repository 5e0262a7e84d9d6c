"""The roles of the demo's people in words, and what each can do here."""

ROLES = {
    "sykepleier": ("Sykepleier", "Leser og sender meldinger om pasientene på sin avdeling."),
    "utskrivningskoordinator": (
        "Utskrivningskoordinator",
        "Ser alle sengeposter, varsler bydelen, følger svar.",
    ),
    "lege": ("Lege", "Leser og sender meldinger; på sykehuset: avgjør hvem som er utskrivningsklar."),
    "saksbehandler": (
        "Saksbehandler",
        "Tar imot varsler, svarer om utskrivningsklare, orienterer fastlegen.",
    ),
    "hjemmetjeneste": (
        "Hjemmetjeneste",
        "Sender innleggelsesrapport, tar imot utskrivningsrapport.",
    ),
    "fysio-ergoterapeut": ("Fysio- og ergoterapeut", "Leser meldinger til sin tjeneste."),
    "fastlege": ("Fastlege", "Leser kopier, svarer på forespørsler, sender medisinske opplysninger."),
    "helsesekretaer": ("Helsesekretær", "Leser kontorets innboks og finner pasienter."),
    "tavle": ("Tavlevisning", "Viser sengene med forbokstaver, og ingenting annet."),
    "oppgjorsansvarlig": (
        "Oppgjørsansvarlig",
        "Setter priser og frister, utsteder eller kontrollerer fakturagrunnlag.",
    ),
    "leder": ("Leder", "Ser hva ingen har tatt i tide, og setter frister for det."),
    "meldingsansvarlig": ("Meldingsansvarlig", "Ser meldingstrafikken og det som ikke kom fram."),
    "administrator": ("Administrator", "Ser meldingstrafikken, ikke pasienter."),
    "loggkontrollor": ("Loggkontrollør", "Ser hvem som har lest, skrevet og sendt hva, og hvorfor."),
}
