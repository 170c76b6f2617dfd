package io.onetape.services.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.services.strategy.Strategy;
import io.onetape.services.strategy.StrategyPackageException;
import io.onetape.services.strategy.StrategyType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginFolderTest {
    private static TestJar good;

    @TempDir
    private Path temp;

    private Path jar;
    private Path folder;
    private PluginFolder plugins;

    @BeforeAll
    static void compile() {
        good = PluginSources.bidder("one", 1, PluginSources.READS);
    }

    @BeforeEach
    void write() {
        jar = good.write(temp.resolve("bidder-1.jar"));
        folder = temp.resolve("run/plugins");
        plugins = new PluginFolder(folder, AllowedHashes.any());
    }

    @Test
    void anInstalledJarStandsUnderItsHashForItsOwnerToRead() throws IOException {
        Plugin plugin = plugins.install(jar);
        Path installed = folder.resolve(plugin.sha256() + ".jar");
        assertThat(installed).hasSameBinaryContentAs(jar);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(installed)))
                .isEqualTo("r--------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(plugin.file()).isEqualTo("bidder-1.jar");
        assertThat(plugin.types()).map(StrategyType::name).containsExactly("bidder");
        assertThat(plugin.types().get(0).parameters()).hasSize(2);
        assertThat(plugins.installed()).containsExactly(plugin.sha256());
        assertThat(plugins.install(jar).sha256()).isEqualTo(plugin.sha256());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(installed);
        }
    }

    @Test
    void eachLoadHasAClassLoaderOfItsOwnThatSeesOnlyTheSeam() throws Exception {
        String sha256 = plugins.install(jar).sha256();
        Class<? extends Strategy> one = strategy(plugins, sha256).getClass();
        Class<? extends Strategy> other = strategy(plugins, sha256).getClass();
        assertThat(one).isNotEqualTo(other);
        ClassLoader loader = one.getClassLoader();
        assertThat(loader.loadClass(Strategy.class.getName())).isSameAs(Strategy.class);
        for (String hidden : List.of(
                "java.lang.Thread",
                "java.net.Socket",
                "io.onetape.services.strategy.Strategies",
                "org.agrona.DirectBuffer")) {
            assertThatThrownBy(() -> loader.loadClass(hidden))
                    .isInstanceOf(ClassNotFoundException.class)
                    .hasMessage(hidden + " is not for plug-ins");
        }
        assertThat(plugins.find("bider", sha256)).isEmpty();
    }

    @Test
    void codeThatWasLoadedDoesNotChangeWithTheFile() throws IOException {
        String sha256 = plugins.install(jar).sha256();
        StrategyType type = plugins.find("bidder", sha256).orElseThrow();
        Path installed = folder.resolve(sha256 + ".jar");
        Files.delete(installed);
        Files.write(installed, new byte[0]);
        assertThat(type.create().get()).isNotNull();
    }

    @Test
    void aJarWithAnotherHashThanItsNameIsRefused() throws IOException {
        String sha256 = plugins.install(jar).sha256();
        Path installed = folder.resolve(sha256 + ".jar");
        Files.setPosixFilePermissions(installed, PosixFilePermissions.fromString("rw-------"));
        Files.write(installed, new byte[] {0}, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> plugins.open(sha256))
                .isInstanceOf(StrategyPackageException.class)
                .hasMessageContaining(
                        "expected a JAR with SHA-256 " + sha256 + " at " + installed + ", found one with ");
        assertThatThrownBy(() -> plugins.install(jar)).hasMessageContaining("put the right one there");
    }

    @Test
    void aJarThatIsNotThereSaysWhereItBelongs() {
        String sha256 = "0".repeat(64);
        assertThatThrownBy(() -> plugins.open(sha256))
                .isInstanceOf(StrategyPackageException.class)
                .hasMessage("expected the plug-in with SHA-256 " + sha256 + " at " + folder.resolve(sha256 + ".jar")
                        + ", found no such file: copy it there from the folder where it was installed");
        assertThatThrownBy(() -> plugins.open("../../etc/passwd")).hasMessageContaining("found '../../etc/passwd'");
        assertThatThrownBy(() -> plugins.install(temp.resolve("none.jar"))).hasMessageContaining("found no file");
    }

    @Test
    void onlyJarsOnTheListAreInstalledAndLoadedAlsoAfterItHasChanged() throws IOException {
        Path list = temp.resolve("allowed.txt");
        PluginFolder strict = new PluginFolder(folder, AllowedHashes.of(list));
        String sha256 = plugins.install(jar).sha256();
        String expected = "plug-in " + sha256 + " is not on the list of allowed JARs: expected a line '" + sha256
                + "  # name' in " + list + ", found none";
        assertThatThrownBy(() -> strict.install(jar)).hasMessage(expected);
        Files.writeString(list, "# agreed on\n\n" + "1".repeat(64) + "\n");
        assertThatThrownBy(() -> strict.open(sha256)).hasMessage(expected);
        Files.writeString(list, "# agreed on\n" + sha256 + "  # bidder 1, reviewed\n");
        assertThat(strict.install(jar).sha256()).isEqualTo(sha256);
        assertThat(strict.open(sha256).types()).hasSize(1);
        Files.writeString(list, "bidder-1.jar\n");
        assertThatThrownBy(() -> strict.open(sha256))
                .hasMessage(
                        list + " line 1: expected a SHA-256 of 64 lower-case hexadecimal digits, found 'bidder-1.jar'");
    }

    @Test
    void whatOthersMayWriteIsRefused() throws IOException {
        String sha256 = plugins.install(jar).sha256();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
        assertThatThrownBy(() -> plugins.open(sha256))
                .hasMessage("expected that only its owner may write " + folder + ", found rwxrwx---: chmod go-w it");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        Path installed = folder.resolve(sha256 + ".jar");
        Files.setPosixFilePermissions(installed, PosixFilePermissions.fromString("rw-r--rw-"));
        assertThatThrownBy(() -> plugins.open(sha256)).hasMessageContaining("found rw-r--rw-");
    }

    @Test
    void entriesThatNoPluginHasAreRefused() {
        byte[] any = {1};
        assertRefused("zip slip", with("../../run.sh", any), "below the JAR's root, found '../../run.sh'");
        assertRefused("absolute", with("/etc/passwd", any), "found '/etc/passwd'");
        assertRefused("backslash", with("a\\b.class", any), "found 'a\\b.class'");
        assertRefused("control", with("a\nb", any), "found 'a?b'");
        assertRefused("huge", with("a", new byte[JarContents.MAX_ENTRY_BYTES + 1]), "at most 1048576 bytes an entry");
        assertRefused("module", with("module-info.class", any), "found 'module-info.class'");
        assertRefused("versions", with("META-INF/versions/17/com/example/Bidder.class", any), "by version");
        assertRefused(
                "multi-release",
                with("META-INF/MANIFEST.MF", "Multi-Release: true\n".getBytes(StandardCharsets.US_ASCII)),
                "found Multi-Release");
        assertRefused("service", with("META-INF/services/java.nio.file.spi.FileSystemProvider", any), "other service");
        assertRefused("java", with("java/lang/Math.class", any), "of its own, found java.lang.Math");
        assertRefused(
                "ours",
                with("io/onetape/services/strategy/Desk.class", any),
                "found io.onetape.services.strategy.Desk");
        assertRefused("not a jar", "no JAR".getBytes(StandardCharsets.US_ASCII), "found none");
        assertRefused("empty", new byte[0], "found none");
    }

    @Test
    void tooManyEntriesAndTooManyBytesAreRefused() {
        TestJar many = copy();
        for (int i = 0; i <= JarContents.MAX_ENTRIES; i++) {
            many.with("a" + i, new byte[0]);
        }
        assertRefused("many", many.bytes(), "expected at most 2000 entries, found more");
        TestJar large = copy();
        for (int i = 0; i < 17; i++) {
            large.with("b" + i, new byte[JarContents.MAX_ENTRY_BYTES]);
        }
        assertRefused("large", large.bytes(), "16777216 together");
        assertRefused(
                "long", new byte[JarContents.MAX_JAR_BYTES + 1], "expected a JAR of at most 8388608 bytes, found more");
    }

    @Test
    void codeThatMayNotRunIsRefusedWithAllFindings() throws IOException {
        String source = """
                package com.example;
                public final class Bad implements io.onetape.services.strategy.StrategyProvider {
                    static int calls;
                    public java.util.List<io.onetape.services.strategy.StrategyType> types() {
                        new Thread(() -> calls++).start();
                        throw new IllegalStateException("found " + System.nanoTime());
                    }
                }
                """;
        Path bad = TestJar.of("com.example.Bad", TestJar.compile(Map.of("com.example.Bad", source)))
                .write(temp.resolve("bad.jar"));
        assertThatThrownBy(() -> plugins.install(bad))
                .isInstanceOfSatisfying(
                        StrategyPackageException.class,
                        refusal -> assertThat(refusal.reasons())
                                .contains(
                                        "com.example.Bad.calls: static and not final: all instances of a strategy would share it",
                                        "com.example.Bad.types: calls java.lang.Thread.start",
                                        "com.example.Bad.types: calls java.lang.System.nanoTime"))
                .hasMessageContaining("plug-in bad.jar (")
                .hasMessageContaining("\n  com.example.Bad.types: calls java.lang.System.nanoTime");
        assertThat(folder).doesNotExist();
    }

    @Test
    void providersThatDoNotHoldTheContractAreRefused() {
        assertProvider("return List.of();", "expected 1 to 100 types, found 0");
        assertProvider(
                "throw new IllegalStateException(\"no\");", "cannot be loaded: java.lang.IllegalStateException: no");
        assertProvider("return types();", "cannot be loaded: java.lang.StackOverflowError");
        assertProvider(
                "return List.of(type(() -> one), type(() -> one));", "expected a strategy of its own from each call");
        assertProvider("return List.of(type(One::new), type(One::new));", "expected each type once, found 'one' twice");
        TestJar other = TestJar.of("com.example.Nobody", Map.of());
        assertRefused("nobody", other.bytes(), "Provider com.example.Nobody not found");
    }

    private void assertProvider(String types, String reason) {
        String source = """
                package com.example;
                import io.onetape.services.strategy.*;
                import io.onetape.journal.schema.*;
                import java.util.*;
                import java.util.function.*;
                import net.openhft.chronicle.wire.*;
                public final class Ones implements StrategyProvider {
                    private final Strategy one = new One();
                    public List<StrategyType> types() { %s }
                    private static StrategyType type(Supplier<Strategy> create) {
                        return new StrategyType("one", "does nothing", List.of(), create);
                    }
                    static final class One implements Strategy {
                        public void initialize(Parameters parameters, StrategyContext context) {}
                        public void onMarketData(BookTopDecoder top, StrategyContext context) {}
                        public void writeState(WireOut state) {}
                        public void readState(WireIn state) {}
                    }
                }
                """.formatted(types);
        TestJar ones = TestJar.of("com.example.Ones", TestJar.compile(Map.of("com.example.Ones", source)));
        assertRefused(types, ones.bytes(), reason);
    }

    private void assertRefused(String name, byte[] bytes, String reason) {
        Path refused = temp.resolve("refused.jar");
        try {
            Files.write(refused, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertThatThrownBy(() -> plugins.install(refused))
                .as(name)
                .isInstanceOf(StrategyPackageException.class)
                .hasMessageContaining(reason);
        assertThat(plugins.installed()).isEmpty();
    }

    private static byte[] with(String entry, byte[] bytes) {
        return copy().with(entry, bytes).bytes();
    }

    private static TestJar copy() {
        return good.copy();
    }

    private static Strategy strategy(PluginFolder from, String sha256) {
        return from.find("bidder", sha256).orElseThrow().create().get();
    }
}
