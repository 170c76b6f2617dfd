package io.onetape.services.strategy;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * What the names of types mean at a position of the tape: those of the build, and before them, from its StrategyPackageSet on, what a plug-in's JAR has under
 * that name. So a name that a later build takes for a type of its own means on an old tape what it meant there.
 */
final class StrategyTypes {
    /** Types of the build have its hash, which ServiceStarted records; a plug-in's have their JAR's. */
    static final String BUILT_IN = "built-in";

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final List<StrategyType> builtIn;
    private final StrategyLibrary library;
    private final SortedMap<String, StrategyType> packaged = new TreeMap<>();
    private final SortedMap<String, String> hashes = new TreeMap<>();

    StrategyTypes(List<StrategyType> builtIn, StrategyLibrary library) {
        this.builtIn = List.copyOf(builtIn);
        this.library = library;
    }

    /** Throws {@link IllegalArgumentException} naming what there is. */
    StrategyType get(String name) {
        StrategyType ofPlugin = packaged.get(name);
        return ofPlugin != null
                ? ofPlugin
                : builtIn.stream()
                        .filter(type -> type.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "type: expected one of " + names() + ", found '" + name + "'"));
    }

    /** Of the code behind a type's name: the JAR's SHA-256, or {@link #BUILT_IN}. */
    String hash(String name) {
        return hashes.getOrDefault(name, BUILT_IN);
    }

    /**
     * Takes a type from a JAR from here on; why not, if the JAR has no such type: then nothing changes. Throws {@link StrategyPackageException} if it cannot be
     * had.
     */
    Optional<String> set(String name, String hash, String file) {
        if (!SHA_256.matcher(hash).matches()) {
            return Optional.of("expected a SHA-256 of 64 lower-case hexadecimal digits, found '" + hash + "'");
        }
        Optional<StrategyType> found = library.find(name, hash);
        if (found.isEmpty()) {
            return Optional.of("expected a type '" + name + "' in the plug-in " + hash + " (" + file + "), found none");
        }
        packaged.put(name, found.get());
        hashes.put(name, hash);
        return Optional.empty();
    }

    private List<String> names() {
        SortedSet<String> plugins = new TreeSet<>(packaged.keySet());
        builtIn.forEach(type -> plugins.remove(type.name()));
        return java.util.stream.Stream.concat(builtIn.stream().map(StrategyType::name), plugins.stream())
                .toList();
    }

    /** The hash by name of each type that comes from a plug-in. */
    void writeState(WireOut wire) {
        hashes.forEach((name, hash) -> wire.write(name).text(hash));
    }

    void readState(WireIn wire) {
        StringBuilder name = new StringBuilder();
        while (wire.hasMore()) {
            String hash = wire.read(name).text();
            set(name.toString(), hash, "of a snapshot").ifPresent(why -> {
                throw new StrategyPackageException(why);
            });
        }
    }
}
