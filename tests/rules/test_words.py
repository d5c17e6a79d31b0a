"""Amounts in words and dates in words, against a hand-written table and against an independent reader."""

import random
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from documents.words import AmountError, amount_in_words, date_in_words, grouped, number_in_words

TABLE = {
    0: "không",
    1: "một",
    4: "bốn",
    5: "năm",
    10: "mười",
    14: "mười bốn",
    15: "mười lăm",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    40: "bốn mươi",
    44: "bốn mươi tư",
    91: "chín mươi mốt",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    111: "một trăm mười một",
    115: "một trăm mười lăm",
    1000: "một nghìn",
    1005: "một nghìn không trăm linh năm",
    1015: "một nghìn không trăm mười lăm",
    2024: "hai nghìn không trăm hai mươi tư",
    10_000: "mười nghìn",
    1_000_000: "một triệu",
    1_001_000: "một triệu không trăm linh một nghìn",
    2_500_005: "hai triệu năm trăm nghìn không trăm linh năm",
    1_000_000_000: "một tỷ",
    1_000_000_005: "một tỷ không trăm linh năm",
    2_005_000_000: "hai tỷ không trăm linh năm triệu",
    170_800_000_000: "một trăm bảy mươi tỷ tám trăm triệu",
    1_000_000_000_000: "một nghìn tỷ",
    1_005_000_000_000: "một nghìn không trăm linh năm tỷ",
    10**18: "một tỷ tỷ",
}

DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip


def heard(words: str) -> int:
    """An independent reader: word by word, the way a clerk counts along."""
    whole = below_billion = group = digit = 0
    for word in words.split():
        match word:
            case "linh":
                pass
            case "mười":
                group, digit = group + 10, 0
            case "mươi":
                group, digit = group + digit * 10, 0
            case "trăm":
                group, digit = group + digit * 100, 0
            case "nghìn" | "triệu":
                below_billion += (group + digit) * (1000 if word == "nghìn" else 1_000_000)
                group = digit = 0
            case "tỷ":
                whole = (whole + below_billion + group + digit) * 1_000_000_000
                below_billion = group = digit = 0
            case _:
                digit = DIGITS[word]
    return whole + below_billion + group + digit


@pytest.mark.parametrize(("number", "words"), TABLE.items())
def test_the_table_of_hard_numbers_reads_as_a_clerk_reads_it(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_a_sum_begins_with_a_capital_and_ends_with_dong() -> None:
    assert amount_in_words(170_800_000_000) == "Một trăm bảy mươi tỷ tám trăm triệu đồng"
    assert amount_in_words(0) == "Không đồng"


def test_every_number_up_to_twenty_thousand_comes_back_from_its_words() -> None:
    assert [n for n in range(20_001) if heard(number_in_words(n)) != n] == []


def test_random_numbers_of_every_length_come_back_from_their_words() -> None:
    dice = random.Random(45_2012)
    numbers = [dice.randrange(10**length) for length in range(1, 19) for _ in range(1500)]
    sparse = [int("".join(dice.choice("0001059") for _ in range(18))) for _ in range(8000)]
    assert [n for n in numbers + sparse if heard(number_in_words(n)) != n] == []


def test_no_two_numbers_sound_alike() -> None:
    dice = random.Random(36_2013)
    numbers = {*range(12_000), *(dice.randrange(10**12) for _ in range(12_000))}
    assert len({number_in_words(n) for n in numbers}) == len(numbers)


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        (-1, "Số tiền không được âm."),
        (10**18 + 1, "Số tiền quá lớn: tối đa 1.000.000.000.000.000.000 đồng."),
        (1.5, "Số tiền phải là số nguyên đồng, không nhận “1.5”."),
        (True, "Số tiền phải là số nguyên đồng, không nhận “True”."),
        ("5", "Số tiền phải là số nguyên đồng, không nhận “5”."),
    ],
)
def test_what_is_no_sum_of_dong_is_refused_with_a_sentence(amount: object, sentence: str) -> None:
    with pytest.raises(AmountError) as refusal:
        amount_in_words(amount)  # type: ignore[arg-type]
    assert str(refusal.value) == sentence


def test_figures_are_grouped_with_dots_whatever_the_machine_speaks() -> None:
    assert [grouped(n) for n in (0, 999, 1000, 170_800_000_000)] == ["0", "999", "1.000", "170.800.000.000"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"),
        (date(2026, 2, 9), "ngày 09 tháng 02 năm 2026"),
        (date(2027, 1, 22), "ngày 22 tháng 01 năm 2027"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(day: date, words: str) -> None:
    assert date_in_words(day) == words


@pytest.mark.parametrize("written", ["170800000000", "170.800.000.000"])
def test_the_command_prints_the_words(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("amount_in_words", written)
    assert capsys.readouterr().out == "Một trăm bảy mươi tỷ tám trăm triệu đồng\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("-5", "không được âm"),
        ("1.5", "số nguyên đồng"),
        ("17080,5", "số nguyên đồng"),
        ("mười", "số nguyên đồng"),
        ("", "số nguyên đồng"),
        ("１２", "số nguyên đồng"),
        ("1" + "0" * 19, "quá lớn"),
        ("9" * 100_000, "quá lớn"),
    ],
)
def test_bad_input_to_the_command_gets_a_sentence_and_exit_code_two(written: str, told: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("amount_in_words", written)
    assert told in str(refusal.value)
    assert len(str(refusal.value)) < 200
    assert refusal.value.returncode == 2
