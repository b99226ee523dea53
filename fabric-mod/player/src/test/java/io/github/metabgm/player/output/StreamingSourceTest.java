package io.github.metabgm.player.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.metabgm.core.audio.MixFormat;
import java.io.IOException;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.lwjgl.BufferUtils;
import org.lwjgl.openal.ALC10;
import org.lwjgl.openal.SOFTLoopback;
import org.lwjgl.openal.SOFTOutputLimiter;
import org.lwjgl.system.MemoryUtil;

/** Against OpenAL itself, whose loopback device gives back what a sound card would have got. */
class StreamingSourceTest {
    private static final int STEP_FRAMES = 480;

    private final long device = SOFTLoopback.alcLoopbackOpenDeviceSOFT((CharSequence) null);
    private int asked;

    private OpenAlDevice loopback() throws IOException {
        assertTrue(device != MemoryUtil.NULL);
        return new OpenAlDevice(
                device,
                BufferUtils.createIntBuffer(9)
                        .put(new int[] {
                            ALC10.ALC_FREQUENCY, MixFormat.RATE,
                            SOFTLoopback.ALC_FORMAT_CHANNELS_SOFT, SOFTLoopback.ALC_STEREO_SOFT,
                            SOFTLoopback.ALC_FORMAT_TYPE_SOFT, SOFTLoopback.ALC_FLOAT_SOFT,
                            SOFTOutputLimiter.ALC_OUTPUT_LIMITER_SOFT, ALC10.ALC_FALSE,
                            0
                        })
                        .flip());
    }

    private static float sample(int index) {
        return (float) (0.7 * Math.sin(index * 0.0371) + 0.2 * Math.cos(index * 0.41));
    }

    private void source(float[] stereo, int frames) {
        for (int i = 0; i < 2 * frames; i++) {
            stereo[i] = sample(asked++);
        }
    }

    @Test
    void theDevicePlaysWhatTheSourceGivesBitForBit() throws IOException {
        FloatBuffer rendered = BufferUtils.createFloatBuffer(2 * STEP_FRAMES);
        try (OpenAlDevice opened = loopback();
                StreamingSource playing = new StreamingSource(this::source)) {
            for (int step = 0, heard = 0; step < 500; step++) {
                SOFTLoopback.alcRenderSamplesSOFT(device, rendered, STEP_FRAMES);
                for (int i = 0; i < 2 * STEP_FRAMES; i++) {
                    assertEquals(sample(heard), rendered.get(i), "sample " + heard++);
                }
                playing.refill();
            }
            assertTrue(opened.isCurrent());
        }
        assertTrue(asked > 2 * 500 * STEP_FRAMES);
    }

    @Test
    void aSourceThatRanDryGoesOn() throws IOException {
        FloatBuffer rendered = BufferUtils.createFloatBuffer(2 * STEP_FRAMES);
        try (OpenAlDevice opened = loopback();
                StreamingSource playing = new StreamingSource(this::source)) {
            for (int step = 0; step < 40; step++) {
                SOFTLoopback.alcRenderSamplesSOFT(device, rendered, STEP_FRAMES);
            }
            int before = asked;
            playing.refill();
            SOFTLoopback.alcRenderSamplesSOFT(device, rendered, STEP_FRAMES);
            assertEquals(sample(before), rendered.get(0));
            assertTrue(opened.isCurrent());
        }
    }

    @Test
    void aDeviceThatIsNotThereIsNamed() {
        String message =
                assertThrows(IOException.class, () -> OpenAlDevice.open("Gramophone")).getMessage();
        assertTrue(message.contains("Gramophone"), message);
    }
}
