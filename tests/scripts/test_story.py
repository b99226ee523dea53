import pytest

from journey.story import Situation, change_in_words, happenings
from tests.scripts.player_log import PlayerLog, cause, short_journey

FOREST = Situation("minecraft:forest", "minecraft:overworld", "Clear", "Dusk")


def test_a_journey_in_words() -> None:
    told = [(round(one.second, 1), one.what) for one in happenings(short_journey().read())]
    assert told == [
        (0.4, "begins in minecraft:forest"),
        (23.1, "enters minecraft:lush_caves"),
        (32.1, "attacked by zombie"),
        (42.3, "enters minecraft:forest"),
    ]


def test_a_happening_carries_its_texts_and_latency() -> None:
    fight = happenings(short_journey().read())[2]
    assert fight.role == "combat"
    assert fight.title == "Teeth"
    assert fight.description == "Slow piano over warm strings, calm and sparse."
    assert fight.latency_ms == pytest.approx(100)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (Situation("minecraft:forest", "minecraft:overworld", "Clear", "Night"), "night falls"),
        (Situation("minecraft:forest", "minecraft:overworld", "Clear", "Dawn"), "dawn breaks"),
        (Situation("minecraft:forest", "minecraft:overworld", "Rain", "Night"), "rain begins"),
        (Situation("minecraft:forest", "minecraft:overworld", "Snow", "Dusk"), "snow begins"),
        (
            Situation("minecraft:lush_caves", "minecraft:overworld", "Rain", "Dusk"),
            "enters minecraft:lush_caves",
        ),
        (
            Situation("minecraft:nether_wastes", "minecraft:the_nether", "Clear", "Dusk"),
            "enters minecraft:the_nether",
        ),
        (FOREST, ""),
    ],
)
def test_the_weightiest_difference_is_told(now: Situation, words: str) -> None:
    assert change_in_words(FOREST, now) == words


@pytest.mark.parametrize(
    ("command", "words"), [("toggle", "music switched on"), ("style", "style asked for"), ("like", "command")]
)
def test_commands(command: str, words: str) -> None:
    log = PlayerLog().command_sent(5_000, command).piece(1, 5.2, cause("command", 5_000)).finished(9)
    assert happenings(log.read())[0].what == words


def test_a_fight_that_no_blow_began() -> None:
    log = PlayerLog().scene_sent(5_000, "minecraft:forest", "combat", combat=True)
    log.piece(1, 5.2, cause("scene", 5_000), role="combat").finished(9)
    assert happenings(log.read())[0].what == "a fight begins"


def test_a_piece_that_ran_out() -> None:
    log = PlayerLog().scene_sent(0, "minecraft:forest").piece(1, 0.2, cause("start"))
    log.piece(2, 150, cause("continue")).finished(180)
    continued = happenings(log.read())[1]
    assert continued.what == "piece ran out"
    assert continued.latency_ms is None


def test_a_return_to_the_same_place_in_the_same_weather() -> None:
    log = PlayerLog().scene_sent(0, "minecraft:forest").piece(1, 0.2, cause("start"))
    log.scene_sent(9_000, "minecraft:forest").piece(2, 9.2, cause("scene", 9_000)).finished(20)
    assert happenings(log.read())[1].what == "back to minecraft:forest"


@pytest.mark.parametrize(
    ("kind", "words"),
    [("boss_seen", "a boss appears"), ("advancement", "an advancement"), ("death", "dies")],
)
def test_what_a_sting_is_for(kind: str, words: str) -> None:
    log = PlayerLog().whereabouts(range(5), "minecraft:forest").event_sent(4_000, kind)
    log.piece(1, 4.1, cause("event", 4_000), role="sting").finished(9)
    assert happenings(log.read())[0].what == words


def test_a_sting_of_a_new_place_tells_of_it() -> None:
    log = PlayerLog().whereabouts(range(4), "minecraft:forest").whereabouts(range(4, 9), "minecraft:plains")
    log.scene_sent(400, "minecraft:forest").piece(1, 0.5, cause("start", 400))
    log.scene_sent(4_000, "minecraft:plains").piece(2, 4.1, cause("scene", 4_000), role="sting").finished(9)
    assert [one.what for one in happenings(log.read())] == [
        "begins in minecraft:forest",
        "enters minecraft:plains",
    ]
