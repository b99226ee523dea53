from benchmarks.composer import as_score
from metabgm.music.composer import Composer
from metabgm.music.engine import Brief


def test_the_peer_is_given_every_note_of_the_piece() -> None:
    piece = Composer().compose(Brief("fast drums and brass, fierce", seed=3, role="combat", seconds=20))
    strikes = [entry.strike for entry in piece.played().entries]
    tracks = as_score(strikes).tracks
    given = sorted((note.pitch, note.velocity) for track in tracks for note in track.notes)
    assert given == sorted((strike.pitch, strike.velocity) for strike in strikes)
    assert {track.program for track in tracks if not track.is_drum} == {
        strike.instrument.program for strike in strikes if strike.instrument.bank == 0
    }
