package io.github.metabgm.player.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavWriterTest {
    @TempDir
    private Path folder;

    @Test
    void writesWhatOthersRead() throws Exception {
        Path file = folder.resolve("new/folder/out.wav");
        try (WavWriter wav = new WavWriter(file)) {
            wav.write(new float[] {0, 1, -1, 0.5f}, 2);
            wav.write(new float[] {1.6f / 32_768, 1.4f / 32_768}, 1);
        }
        try (AudioInputStream audio =
                AudioSystem.getAudioInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            AudioFormat format = audio.getFormat();
            assertEquals(48_000, format.getSampleRate());
            assertEquals(2, format.getChannels());
            assertEquals(16, format.getSampleSizeInBits());
            assertEquals(3, audio.getFrameLength());
            short[] samples = new short[6];
            ByteBuffer.wrap(audio.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
            assertArrayEquals(new short[] {0, 32_767, -32_768, 16_384, 2, 1}, samples);
        }
    }

    @Test
    void everySixteenBitSampleComesBackAsItWas() throws Exception {
        float[] all = new float[65_536];
        for (int i = 0; i < all.length; i++) {
            all[i] = (i - 32_768) / 32_768f;
        }
        Path file = folder.resolve("all.wav");
        try (WavWriter wav = new WavWriter(file)) {
            wav.write(all, all.length / 2);
        }
        ByteBuffer data = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).position(44);
        for (int i = 0; i < all.length; i++) {
            assertEquals(i - 32_768, data.getShort());
        }
    }
}
