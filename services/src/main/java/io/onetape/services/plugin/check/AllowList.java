package io.onetape.services.plugin.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types and members that byte code of a plug-in may use; {@code allowed.txt} says how it is written. Names of types are internal ones,
 * {@code java/lang/String}. Immutable.
 */
public final class AllowList {
    private static final String FILE = "allowed.txt";

    /** What every object has: an identity hash code, and texts that hold it, differ between runs. */
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("getClass", "hashCode", "toString", "notify", "notifyAll", "wait", "finalize", "clone");

    /** Members of one type: {@code *}, names, and names that are not allowed with a minus before them. */
    private record Members(Set<String> names) {
        boolean allow(String name, String parameters) {
            boolean excepted = names.contains("-" + name);
            boolean named = names.contains(name) || names.contains(name + parameters);
            return named || (names.contains("*") && !excepted && !OF_EVERY_OBJECT.contains(name));
        }
    }

    private final Map<String, Members> byType = new HashMap<>(); // looked up, never iterated

    private AllowList(String text) {
        for (String line : text.replace("\n ", " ").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(':');
                String type = line.substring(0, colon).replace('.', '/');
                String members = line.substring(colon + 1).strip();
                byType.put(type, new Members(new HashSet<>(Arrays.asList(members.split("\\s+", -1)))));
            }
        }
    }

    /** The one that comes with the build. */
    public static AllowList standard() {
        try (InputStream in = Objects.requireNonNull(AllowList.class.getResourceAsStream(FILE), FILE)) {
            return new AllowList(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /** True if the type may be named. */
    public boolean hasType(String type) {
        return members(type) != null;
    }

    /** True if the member may be used; {@code parameters} as a descriptor writes them, {@code (JI)}, or empty for a field. */
    boolean hasMember(String type, String name, String parameters) {
        Members members = members(type);
        return members != null && members.allow(name, parameters);
    }

    private @Nullable Members members(String type) {
        Members members = byType.get(type);
        return members != null ? members : byType.get(type.substring(0, type.lastIndexOf('/') + 1) + "*");
    }
}
