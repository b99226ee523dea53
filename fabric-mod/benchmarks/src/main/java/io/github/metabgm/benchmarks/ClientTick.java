package io.github.metabgm.benchmarks;

import io.github.metabgm.client.MetaBgmClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.fabricmc.fabric.api.client.event.lifecycle.v1.ClientLifecycleEvents;
import net.fabricmc.fabric.api.client.event.lifecycle.v1.ClientTickEvents;
import net.fabricmc.loader.impl.FabricLoaderImpl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All that the mod does at the end of a client tick: sampling, the session, the sound's keeping, keys, overlays. With
 * {@code -prof gc}, what {@link #walkAndTick} allocates beyond {@link #walk} is the mod's and what the game gives it
 * to look at; {@link #stand} is the mod alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ClientTick {
    private Walk walk;

    /** Starts the whole mod, with nobody listening where it looks for its sidecar. */
    @Setup
    public void start() throws IOException {
        FabricLoaderImpl.install(
                Files.createTempDirectory("metabgm-benchmarks"), "26.2", Map.of("metabgm", "benchmark"), Map.of());
        walk = new Walk();
        new MetaBgmClient().onInitializeClient();
    }

    @TearDown
    public void stop() {
        ClientLifecycleEvents.CLIENT_STOPPING.invoker().onClientStopping(walk.game);
    }

    @Benchmark
    public void walk() {
        walk.step();
    }

    @Benchmark
    public void walkAndTick() {
        walk.step();
        ClientTickEvents.END_CLIENT_TICK.invoker().onEndTick(walk.game);
    }

    @Benchmark
    public void stand() {
        ClientTickEvents.END_CLIENT_TICK.invoker().onEndTick(walk.game);
    }
}
