"""What happened to the player, in words, for each piece that was heard."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from journey.latency import latency_ms
from journey.log import JourneyLog
from journey.records import MIX_RATE, Sent, Started, Whereabouts

_WEATHER_COMES = {
    "Clear": "the sky clears",
    "Rain": "rain begins",
    "Snow": "snow begins",
    "Thunder": "a thunderstorm begins",
}
_TIME_COMES = {"Dawn": "dawn breaks", "Day": "day comes", "Dusk": "dusk falls", "Night": "night falls"}
_COMMANDS = {
    "toggle": "music switched on",
    "regenerate": "other music asked for",
    "skip": "piece skipped",
    "dislike": "piece disliked",
    "style": "style asked for",
}


@dataclass(frozen=True)
class Situation:
    """What the music depends on, at one moment."""

    biome: str = ""
    dimension: str = ""
    weather: str = ""
    time: str = ""


@dataclass(frozen=True)
class Happening:
    """A piece and why it sounds. ``second``: of its first sample; ``latency_ms``: None when it continues."""

    second: float
    what: str
    role: str
    title: str
    narrative: str
    description: str
    latency_ms: float | None


def happenings(log: JourneyLog) -> list[Happening]:
    """One for each piece heard, in order."""
    story, base_before = [], Situation()
    for started in log.started:
        now = situation_at(log, started.cause.time_ms)
        told = log.tracks[started.track]
        story.append(
            Happening(
                second=started.frame / MIX_RATE,
                what=_in_words(log, started, base_before, now),
                role=started.role,
                title=told.title,
                narrative=told.provenance.narrative,
                description=told.provenance.description,
                latency_ms=latency_ms(started),
            )
        )
        if started.role == "base":
            base_before = now
    return story


def situation_at(log: JourneyLog, time_ms: int) -> Situation:
    """As the sidecar knew it: from the last scene sent; the hour from the player's own log."""
    scenes = [sent for sent in log.of(Sent) if sent.type == "scene"]
    known = bisect_right([sent.time_ms for sent in scenes], time_ms)
    hours = log.of(Whereabouts)
    told = bisect_right([hour.at_ms for hour in hours], time_ms)
    time = hours[max(0, told - 1)].time if hours else ""
    if not known:
        return Situation(time=time)
    scene = scenes[known - 1]
    return Situation(scene.biome, scene.dimension, scene.weather, time)


_OCCASIONS = {
    "advancement": "an advancement",
    "biome_entered": "a new biome",
    "boss_seen": "a boss appears",
    "death": "dies",
}


def change_in_words(before: Situation, now: Situation) -> str:
    """The weightiest difference; empty when there is none."""
    if now.dimension != before.dimension:
        return f"enters {now.dimension}"
    if now.biome != before.biome:
        return f"enters {now.biome}"
    if now.weather != before.weather:
        return _WEATHER_COMES.get(now.weather, f"weather: {now.weather}")
    if now.time != before.time:
        return _TIME_COMES.get(now.time, f"time: {now.time}")
    return ""


def _in_words(log: JourneyLog, started: Started, before: Situation, now: Situation) -> str:
    cause = started.cause
    if cause.kind == "start":
        return f"begins in {now.biome}"
    if cause.kind == "continue":
        return "piece ran out"
    if cause.kind == "command":
        return _COMMANDS.get(_sent_at(log, cause.time_ms, "command").command, "command")
    if started.role == "combat":
        return _fight_in_words(_sent_at(log, cause.time_ms, "event"))
    if started.role == "sting" and cause.kind == "event":
        return _OCCASIONS.get(_sent_at(log, cause.time_ms, "event").kind, "an event")
    return change_in_words(before, now) or f"back to {now.biome}"


def _sent_at(log: JourneyLog, time_ms: int, message_type: str) -> Sent:
    for sent in log.of(Sent):
        if sent.type == message_type and sent.time_ms == time_ms:
            return sent
    return Sent(type=message_type, time_ms=time_ms)


def _fight_in_words(event: Sent) -> str:
    return f"attacked by {event.detail}" if event.kind == "hurt" and event.detail else "a fight begins"
