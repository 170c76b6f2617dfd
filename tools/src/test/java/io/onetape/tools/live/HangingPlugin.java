package io.onetape.tools.live;

import io.onetape.services.plugin.AllowedHashes;
import io.onetape.services.plugin.PluginFolder;
import io.onetape.services.runtime.RunPaths;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A strategy of type {@code hanging} that bids far below the market once, and at its 100th book never comes back. */
final class HangingPlugin {
    private static final String STRATEGY = """
            package com.example;

            import io.onetape.journal.schema.*;
            import io.onetape.services.strategy.*;
            import net.openhft.chronicle.wire.*;

            public final class Hanging implements Strategy {
                private long calls;

                @Override
                public void initialize(Parameters parameters, StrategyContext context) {}

                @Override
                public void onMarketData(BookTopDecoder top, StrategyContext context) {
                    calls++;
                    if (calls == 1) {
                        long price = top.bid() / 2 / context.instrument().tickSize() * context.instrument().tickSize();
                        context.placePostOnly(Side.BUY, price, 1_000_000); // 0.01
                    }
                    while (calls >= 100) {
                        calls++;
                    }
                }

                @Override
                public void writeState(WireOut state) {
                    state.write("calls").int64(calls);
                }

                @Override
                public void readState(WireIn state) {
                    calls = state.read("calls").int64();
                }
            }
            """;

    private static final String PROVIDER = """
            package com.example;

            import io.onetape.services.strategy.*;
            import java.util.*;

            public final class HangingProvider implements StrategyProvider {
                @Override
                public List<StrategyType> types() {
                    return List.of(new StrategyType("hanging", "hangs", List.of(), Hanging::new));
                }
            }
            """;

    private HangingPlugin() {}

    /** Installs it in a run, allowed, and returns its hash. */
    static String install(Path folder, RunPaths paths) throws IOException {
        Path jar = jar(Files.createDirectories(folder.resolve("plugin")));
        String hash = new PluginFolder(paths.plugins(), AllowedHashes.any())
                .install(jar)
                .sha256();
        Files.writeString(paths.plugins().resolve("allowed"), hash + "  # hanging.jar\n");
        return hash;
    }

    private static Path jar(Path folder) throws IOException {
        Path strategy = Files.writeString(folder.resolve("Hanging.java"), STRATEGY);
        Path provider = Files.writeString(folder.resolve("HangingProvider.java"), PROVIDER);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "--release",
                        "17",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        strategy.toString(),
                        provider.toString());
        if (failed != 0) {
            throw new IllegalStateException("expected sources that compile, found exit code " + failed);
        }
        Path jar = folder.resolve("hanging.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            put(
                    out,
                    "META-INF/services/io.onetape.services.strategy.StrategyProvider",
                    "com.example.HangingProvider\n".getBytes(StandardCharsets.UTF_8));
            for (String name : List.of("Hanging", "HangingProvider")) {
                put(out, "com/example/" + name + ".class", Files.readAllBytes(folder.resolve(name + ".class")));
            }
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }
}
