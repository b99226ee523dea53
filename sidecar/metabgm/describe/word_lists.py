"""Lists of English words by which the guard judges."""

from __future__ import annotations

_INSTRUMENTS = (
    "accordion banjo bass bassoon bell bells bodhran brass cello celesta celeste chime chimes choir "
    "clarinet cymbal cymbals drum drums drumming dulcimer fiddle flute flutes glockenspiel gong guitar "
    "guitars harp harps harpsichord horn horns kalimba keyboard koto lute lyre mandolin marimba oboe "
    "ocarina organ percussion piano pad saxophone shaker shakuhachi sitar string strings synth "
    "synthesizer taiko tambourine timpani trombone trumpet trumpets tuba ukulele vibraphone viola "
    "violin violins vocals voice voices whistle woodwind woodwinds xylophone orchestra ensemble bagpipe "
    "bagpipes bassoons bongo bongos bouzouki bugle castanets cellos cimbalom clarinets conga congas "
    "contrabass cornet crotales darbuka djembe duduk erhu fiddles flugelhorn gamelan guzheng handpan "
    "harmonica harmonium kettledrum kettledrums lutes mallets marimbas mbira mellotron oboes oud "
    "panpipes pianos piccolo pipa recorder recorders rhodes santoor sax shamisen snare snares steelpan "
    "tabla theremin triangle trombones tubas vibes violas woodblock woodblocks zither"
)
_MUSIC = (
    "arpeggio arpeggios ballad bassline beat beats bpm cadence chord chords chorus composition "
    "crescendo drone duet dynamics groove harmonies harmony instrument instrumental interlude jazz key "
    "lament legato lullaby major march melodic melodies melody minor motif music musical note notes "
    "orchestral ostinato overture phrase pizzicato polka prelude pulse refrain rhythm rhythmic rhythms "
    "serenade solo solos sonata song soundscape soundtrack staccato symphony tempo theme tone tones "
    "tremolo tune tunes waltz accelerando adagio aeolian allegretto allegro andante arpeggiated "
    "backbeat barcarolle basslines bolero bossa cadences cadenza canon cantabile chant chants chorale "
    "chromatic coda countermelody counterpoint diminuendo dirge dissonance dissonances dissonant dorian "
    "downbeat drones elegy fanfare fanfares fugue glissandi glissando hymn ionian jig largo lento "
    "locrian lydian marches mazurka meter metre minuet mixolydian modal mode moderato nocturne octave "
    "octaves ostinati ostinatos pastorale pentatonic phrases phrygian polyphony presto pulses pulsing "
    "reel requiem rhapsody riff riffs rondo sarabande scale scales semitone semitones siciliana "
    "staccati syncopated syncopation tango tarantella tonic tremolos triad triads trill trills triplet "
    "triplets unison vamp vibrato vivace waltzes waltzing"
)
_MOOD = (
    "atmosphere echoes energy feel feeling intensity mood moods pace pauses silences tension fade fades "
    "fading hush hushed melancholic quickening quickens relentless swell swelling swells triumphant "
    "unhurried wistful"
)
_FUNCTION = (
    "a above across after against along an and any around as at before behind below beneath between but by "
    "down during each every for from has in into is it its like of off on one only or out over some that the "
    "their then this three through to two under until up while with without"
)
_DANGLING = (
    "a an and as at but by for from in into its like of on or over that the their to under while with "
    "where which is are very"
)
_ADJECTIVES = (
    "beautiful bright brooding calm cold cool dark deep delicate distant dreamy eerie fast fierce flowing "
    "gentle haunting heavy high hollow icy light lilting lively lonely long loud low melancholic mournful "
    "mysterious ominous peaceful quiet rich sad sharp simple slow smooth soft soothing sparse steady "
    "still strange sweet tender tense thin uneasy warm white wild"
)

MUSIC_WORDS = frozenset(f"{_INSTRUMENTS} {_MUSIC}".split())
"""Words that only a text about music has."""

MOOD_WORDS = frozenset(_MOOD.split())
"""Words that speak of music where an instrument or the like was named before."""

FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""Words that every English sentence is held together by."""

DANGLING_WORDS = frozenset(_DANGLING.split())
"""Words that no clause ends with."""

ADJECTIVES = frozenset(_ADJECTIVES.split())
"""Words that a noun must follow when an article came before."""
