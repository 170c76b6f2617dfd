package io.onetape.services.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Builds a plug-in's JAR from source texts, in memory, and writes it to a file. */
final class TestJar {
    private static final String PROVIDERS = "META-INF/services/io.onetape.services.strategy.StrategyProvider";

    private final SortedMap<String, byte[]> entries = new TreeMap<>();

    /** Compiles for Java 17, or for what {@code options} say. {@code sources} by class name. */
    static SortedMap<String, byte[]> compile(Map<String, String> sources, String... options) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        SortedMap<String, byte[]> classes = new TreeMap<>();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(source(name, text)));
        StringWriter messages = new StringWriter();
        StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        try (InMemory files = new InMemory(standard, classes)) {
            List<String> all = new ArrayList<>(
                    List.of("-nowarn", "-proc:none", "-classpath", System.getProperty("java.class.path")));
            all.addAll(options.length == 0 ? List.of("--release", "17") : List.of(options));
            if (!compiler.getTask(messages, files, null, all, null, units).call()) {
                throw new IllegalArgumentException("expected sources that compile, found " + messages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    /** With these classes and this provider. */
    static TestJar of(String provider, Map<String, byte[]> classes) {
        TestJar jar = new TestJar().with(PROVIDERS, (provider + "\n").getBytes(StandardCharsets.UTF_8));
        classes.forEach((name, bytes) -> jar.with(name + ".class", bytes));
        return jar;
    }

    TestJar copy() {
        TestJar copy = new TestJar();
        copy.entries.putAll(entries);
        return copy;
    }

    TestJar with(String entry, byte[] bytes) {
        entries.put(entry, bytes);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry next = new ZipEntry(entry.getKey());
                next.setTime(0); // the same sources give the same hash
                zip.putNextEntry(next);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject source(String name, String text) {
        URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final SortedMap<String, byte[]> classes;

        InMemory(JavaFileManager standard, SortedMap<String, byte[]> classes) {
            super(standard);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("bytes:///" + name), kind) {
                @Override
                public ByteArrayOutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(name.replace('.', '/'), toByteArray());
                        }
                    };
                }
            };
        }
    }
}
