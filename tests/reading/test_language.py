"""Languages: English articles and sentences are English, other languages' articles are not."""

import pytest

from kg.reading.language import identify_language

ENGLISH = [
    "Yes.",
    "No comment.",
    "2024",
    "TASS",
    "Kirby denied it.",
    "Putin met Kim in Vladivostok.",
    "Kim Jong Un visited Russia.",
    "Sergei Lavrov received Choe Son Hui in Moscow.",
    "Volodymyr Zelensky, Kyrylo Budanov, Serhii Bolvinov, Dmytro Chubenko",
    "KYIV AND MOSCOW DISAGREE OVER MISSILE",
    "Nigeria wins again",
    "Nigeria: Gunmen kill 12 in Kaduna",
    "Nigeria president signs the budget",
    "Siemens warned Bosch in Berlin.",
    "Kharkiv regional prosecutor Dmytro Chubenko.",
]

OTHERS = {
    "fr": "Le porte-parole du Kremlin a démenti mercredi que des missiles aient été livrés.",
    "de": "Der Sprecher des Kremls hat am Mittwoch Berichte zurückgewiesen, wonach Raketen geliefert worden seien.",
    "es": "El portavoz del Kremlin desmintió el miércoles las informaciones sobre la entrega de misiles.",
    "pcm": "Di president tok say im no dey go because di pipol wey dey there no gree.",
    "ru": "Представитель Кремля опроверг сообщения о поставках ракет.",
    "uk": "Речник прокуратури показав журналістам уламки ракети, яка влучила в місто.",
    "ko": "외무상은 모스크바를 방문하여 회담을 가졌다.",
    "zh": "外交部长访问了莫斯科并举行了会谈。",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_language_short_english_full_of_names(text: str) -> None:
    assert identify_language(text) == "en"


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_language_of_other_languages(code: str, text: str) -> None:
    assert identify_language(text) == code


def test_language_of_no_words() -> None:
    assert identify_language("… — 12:30") == "en"
