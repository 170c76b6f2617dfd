package io.onetape.tools.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A plug-in's JAR with one strategy, of source text. */
final class StrategyJar {
    private static final String IMPORTS = """
            package com.example;

            import io.onetape.journal.fixed.Fixed8;
            import io.onetape.journal.schema.*;
            import io.onetape.services.strategy.*;
            import java.util.*;
            import net.openhft.chronicle.wire.*;

            """;

    private static final String PROVIDER = """
            public final class Provider implements StrategyProvider {
                @Override
                public List<StrategyType> types() {
                    return List.of(new StrategyType("TYPE", "of a test", List.of(PARAMETERS), Sample::new));
                }
            }
            """;

    private StrategyJar() {}

    /** Builds {@code folder/TYPE.jar}. The source is that of a class Sample, without its imports; the parameters are source text too. */
    static Path build(Path folder, String type, String parameters, String sample) throws IOException {
        Files.createDirectories(folder);
        Path strategy = Files.writeString(folder.resolve("Sample.java"), IMPORTS + sample);
        Path provider = Files.writeString(
                folder.resolve("Provider.java"),
                IMPORTS + PROVIDER.replace("TYPE", type).replace("PARAMETERS", parameters));
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
        Path jar = folder.resolve(type + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            put(
                    out,
                    "META-INF/services/io.onetape.services.strategy.StrategyProvider",
                    "com.example.Provider\n".getBytes(StandardCharsets.UTF_8));
            for (String name : List.of("Sample", "Provider")) {
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
