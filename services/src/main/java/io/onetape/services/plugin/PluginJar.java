package io.onetape.services.plugin;

import io.onetape.services.plugin.check.AllowList;
import io.onetape.services.plugin.check.ByteCodeCheck;
import io.onetape.services.strategy.Strategy;
import io.onetape.services.strategy.StrategyPackageException;
import io.onetape.services.strategy.StrategyProvider;
import io.onetape.services.strategy.StrategyType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** The bytes of one JAR, read once: hashed, checked and loaded from memory. */
final class PluginJar {
    private static final AllowList ALLOWED = AllowList.standard();
    private static final ByteCodeCheck CHECK = new ByteCodeCheck(ALLOWED);
    private static final int MAX_TYPES = 100;

    private final byte[] bytes;
    private final String sha256;
    private final String file;

    private PluginJar(byte[] bytes, String file) {
        this.bytes = bytes;
        this.file = file;
        try {
            this.sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Refuses one that is too large, unread. */
    static PluginJar read(Path path) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(JarContents.MAX_JAR_BYTES + 1);
        }
        if (bytes.length > JarContents.MAX_JAR_BYTES) {
            throw new StrategyPackageException(
                    path + ": expected a JAR of at most " + JarContents.MAX_JAR_BYTES + " bytes, found more");
        }
        return new PluginJar(bytes, String.valueOf(path.getFileName()));
    }

    String sha256() {
        return sha256;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Checks the byte code and loads it into a class loader of its own. Throws {@link StrategyPackageException} with all findings. */
    Plugin load() {
        JarContents contents = JarContents.read(bytes);
        List<String> findings = contents.findings();
        if (findings.isEmpty()) {
            findings = CHECK.findings(contents.classes());
        }
        if (!findings.isEmpty()) {
            throw refused(findings);
        }
        try {
            return new Plugin(sha256, file, types(new PluginLoader(sha256, contents, ALLOWED)));
        } catch (RuntimeException | ServiceConfigurationError | LinkageError | StackOverflowError | AssertionError e) {
            throw refused(List.of("cannot be loaded: " + e));
        }
    }

    private static List<StrategyType> types(ClassLoader loader) {
        List<StrategyType> types = new ArrayList<>();
        for (StrategyProvider provider : ServiceLoader.load(StrategyProvider.class, loader)) {
            types.addAll(provider.types());
        }
        types.sort(Comparator.comparing(StrategyType::name));
        Set<String> names = new HashSet<>();
        for (StrategyType type : types) {
            if (!names.add(type.name())) {
                throw new IllegalArgumentException("expected each type once, found '" + type.name() + "' twice");
            }
            Strategy first = type.create().get();
            Strategy second = type.create().get();
            if (first == second) {
                throw new IllegalArgumentException("type " + type.name()
                        + ": expected a strategy of its own from each call of create, found one twice");
            }
        }
        if (types.isEmpty() || types.size() > MAX_TYPES) {
            throw new IllegalArgumentException("expected 1 to " + MAX_TYPES + " types, found " + types.size());
        }
        return List.copyOf(types);
    }

    private StrategyPackageException refused(List<String> reasons) {
        return new StrategyPackageException("plug-in " + file + " (" + sha256 + ") is refused:", reasons);
    }
}
