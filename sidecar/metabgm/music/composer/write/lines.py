"""The melody of a piece and its second line: who sings what in which section, and from which intensity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from metabgm.music.composer.plan.parameters import Parameters
from metabgm.music.composer.plan.registers import band
from metabgm.music.composer.randomness import chance, stream
from metabgm.music.composer.sound.instruments import Instrument
from metabgm.music.composer.write import counterpoint
from metabgm.music.composer.write.breath import BREATH_S, breathing
from metabgm.music.composer.write.compass import Compass, compass
from metabgm.music.composer.write.idioms import idiom
from metabgm.music.composer.write.melody import Melodist, Shape
from metabgm.music.composer.write.phrases import Cell
from metabgm.music.composer.write.score import Note, Part, Section, Span

COUNTER_FROM, DOUBLED_FROM = 0.55, 0.75  # intensities from which what nobody asked for is added
_UNASKED_COUNTERS = 0.6  # of the sections, where the cast has somebody for it
_RESTING = {True: 0.1, False: 0.35}  # bars a second line leaves out, where it is asked for and where not


@dataclass
class _Lines:
    parameters: Parameters
    seed: int
    spans: Sequence[Span]
    notes: list[Note] = field(default_factory=list)
    _ends: dict[Part, float] = field(default_factory=dict)
    _seen: int = 0

    def __post_init__(self) -> None:
        p = self.parameters
        self._melodist = Melodist(
            self.seed,
            p.key,
            p.metre,
            p.kinship.motif,
            density=p.density,
            silence=p.silence,
            register=p.register,
            singing="lead" in p.asked,
            always=not p.cast.bed,
        )

    def section(self, section: Section, place: int) -> None:
        """Writes what the lines do in one section; ``place``: its number in the piece."""
        lead = self.parameters.cast.turn("lead", place)
        if lead is None:
            return
        cells, shape = self._melodist.cells(section, place)
        second = self.parameters.cast.turn("counter", place) or lead
        if self.parameters.line_texture == "call_response":
            self._dialogue(cells, shape, section=section, place=place, lead=lead, second=second)
            return
        room = self._melodist.compass(lead, section, place)
        cells = self._after_what_was(cells, section, "lead")
        sung = self._melodist.sing(
            cells,
            shape,
            section=section,
            spans=self.spans,
            player=lead,
            room=room,
            place=place,
            before=self._last("lead"),
        )
        self.notes += sung
        self._second_line(sung, section, place, second)
        doubling = 0.0 if self.parameters.line_texture == "octaves" else DOUBLED_FROM
        self.notes += counterpoint.octaves(sung, lead, from_intensity=doubling)

    def _second_line(self, sung: list[Note], section: Section, place: int, second: Instrument) -> None:
        texture, metre = self.parameters.line_texture, self.parameters.metre
        rng = stream(self.seed, "second line", place)
        room = self._counter_room(second, sung[0].instrument if sung else second)
        if texture == "canon":
            long = self.parameters.kinship.motif.beats > metre.beats + 1e-6 and section.bars > 4
            line = counterpoint.canon(
                rng,
                sung,
                section=section,
                spans=self.spans,
                metre=metre,
                room=room,
                player=second,
                bars_later=2 if long else 1,
            )
        elif texture == "counterpoint" or (
            self.parameters.cast.counter and section.letter and chance(rng, _UNASKED_COUNTERS)
        ):
            asked = texture == "counterpoint"
            line = counterpoint.free(
                rng,
                sung,
                section=section,
                spans=self.spans,
                metre=metre,
                room=room,
                player=second,
                resting=_RESTING[asked],
            )
            if not asked:
                line = [replace(note, from_intensity=COUNTER_FROM) for note in line]
        else:
            return
        self.notes += line

    def _dialogue(
        self,
        cells: Sequence[Cell],
        shape: Shape,
        *,
        section: Section,
        place: int,
        lead: Instrument,
        second: Instrument,
    ) -> None:
        """Two players, or two registers of one, say the cells in turn."""
        turns = _turns(cells)
        sides: tuple[list[Cell], list[Cell]] = (
            [cell for turn in turns[::2] for cell in turn],
            [cell for turn in turns[1::2] for cell in turn],
        )
        high = self._melodist.compass(lead, section, place)
        called = self._after_what_was(sides[0], section, "lead", "counter")
        sung = self._melodist.sing(
            called,
            shape,
            section=section,
            spans=self.spans,
            player=lead,
            room=high,
            place=place,
            before=self._last("lead"),
        )
        low = self._counter_room(second, lead)
        answered = self._after_what_was(sides[1], section, "lead", "counter")
        answers = self._melodist.sing(
            answered,
            shape,
            section=section,
            spans=self.spans,
            player=second,
            room=low,
            place=place,
            part="counter",
            before=self._last("counter"),
        )
        self.notes += [*sung, *answers]

    def _counter_room(self, second: Instrument, lead: Instrument) -> Compass:
        return compass(self.parameters.key, band("counter", second, self.parameters.register, lead))

    def _last(self, part: Part) -> Note | None:
        return next((note for note in reversed(self.notes) if note.part == part and note.voice == 0), None)

    def _after_what_was(self, cells: Sequence[Cell], section: Section, *parts: Part) -> list[Cell]:
        """Without a pickup that there is no room for; into the first phrase there is none."""
        begin = section.first_bar * self.parameters.metre.beats
        for note in self.notes[self._seen :]:
            self._ends[note.part] = max(self._ends.get(note.part, 0.0), note.beat + note.beats)
        self._seen = len(self.notes)
        busy = max((self._ends[part] for part in parts if part in self._ends), default=begin)
        return [cell for cell in cells if begin + cell.beat >= busy - 1e-6]


def _turns(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells as what one player says before the other does: a pickup goes with what it leads to."""
    turns: list[list[Cell]] = []
    for at, cell in enumerate(cells):
        together = at > 0 and (cells[at - 1].code == "P" or (cell.code == cells[at - 1].code == "F"))
        if together:
            turns[-1].append(cell)
        else:
            turns.append([cell])
    return turns


def lines(parameters: Parameters, seed: int, plan: Sequence[Section], spans: Sequence[Span]) -> list[Note]:
    """Lead and second line of the whole piece."""
    written = _Lines(parameters, seed, spans)
    alone = not (parameters.cast.bed or parameters.cast.accompaniment)
    for place, section in enumerate(plan):
        if alone or "lead" in section.parts:
            written.section(section, place)
    voices: dict[tuple[Part, int, str], list[Note]] = {}
    for note in written.notes:
        voices.setdefault((note.part, note.voice, note.instrument.name), []).append(note)
    return [note for voice in voices.values() for note in _breathing(voice, 60.0 / parameters.bpm)]


def _breathing(notes: list[Note], beat_s: float) -> list[Note]:
    breath_s = idiom(notes[0].instrument.name).breath_s
    return breathing(notes, breath_s / beat_s, BREATH_S / beat_s) if breath_s is not None else notes
