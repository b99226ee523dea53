"""Every limit of the protocol, once, with its reason."""

from __future__ import annotations

from dataclasses import asdict, dataclass

# WebSocket's own (RFC 6455, section 5.5): a control frame carries 125 bytes, two of them the close code.
CLOSE_REASON_BYTES = 123


@dataclass(frozen=True)
class Limits:
    """The field names are the names in ``hello.limits`` and in ``schema/limits.json``."""

    # A scene of every label, with long pack names, is under 16 KiB; four times that leaves room to grow.
    frame_to_sidecar_bytes: int = 65_536
    # The largest pcm frame holds 9600 frames of two f32le channels, 76,800 bytes, and its header.
    frame_to_mod_bytes: int = 131_072
    # Characters are Unicode code points. A narrative is under 1000; names and keys are far shorter.
    string_chars: int = 2_000
    # The longest arrays are a biome's tags (about 40 with the common ones) and the provenance's steps.
    array_items: int = 64
    # The most crowded maps are a scene's movement labels and hostile entities, below 60 with packs.
    map_entries: int = 128
    # The provenance's steps are six containers deep; parsers recurse, so that no more than needed is let in.
    depth: int = 8
    # 0.2 s at 48 kHz: a change waits behind one such message at most, and 5 messages a second stay cheap.
    pcm_frames: int = 9_600
    # Stereo is what both ends mix.
    channels_max: int = 2
    # Below, speech quality; above, no sound card.
    rate_hz_min: int = 8_000
    rate_hz_max: int = 192_000
    # The longest window a player can choose; what is older is no longer "now".
    window_ms_max: int = 60_000
    # The player's wish is pasted into a prompt that a small model must still follow.
    style_chars: int = 200
    # An offending value comes back cut to this: enough to recognise it in a log.
    value_chars: int = 100
    # Credit at 10 a second for each of four decks and a busy fight's events stay below half of it.
    messages_per_second: int = 100
    # Two seconds' worth may come at once, as after a stall of the game.
    messages_burst: int = 200
    # Dropped messages above twice the rate before the session ends: no honest mod gets there, and
    # a loop gone wild is gone within a second.
    flood_messages: int = 5_000
    # One game a machine; a second would share its speakers and the model's only thread.
    clients: int = 1
    # A local program answers hello within milliseconds; a game busy with loading gets this long.
    identify_ms: int = 10_000
    # Three of the longest windows without a word: the mod is gone though its socket is not.
    idle_ms: int = 180_000
    # Below, a garbage collection of the game is heard; above, a change would wait behind old music,
    # and memory (3.8 MB a deck in f32le at 48 kHz) is wasted.
    buffer_ms_min: int = 200
    buffer_ms_max: int = 10_000
    # The mod reads on a thread of its own: one that takes nothing for this long has stopped for good.
    send_timeout_ms: int = 10_000

    def by_name(self) -> dict[str, int]:
        """As ``hello.limits`` carries them."""
        return asdict(self)


LIMITS = Limits()
