package io.onetape.services.plugin;

import io.onetape.services.strategy.StrategyProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A JAR in memory: its classes by internal name, and its list of providers. Read once, in one way, for the check and for the loader, so that both see the same.
 * What it has besides (licences, pom files) is passed over; what is no plug-in's is a finding. All sizes are bounded before anything is kept.
 */
final class JarContents {
    static final int MAX_JAR_BYTES = 8 << 20;
    static final int MAX_ENTRIES = 2_000;
    static final int MAX_ENTRY_BYTES = 1 << 20;
    static final int MAX_TOTAL_BYTES = 16 << 20;

    /** Which the class loader asks for. */
    static final String PROVIDERS = "META-INF/services/" + StrategyProvider.class.getName();

    private static final String CLASS = ".class";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern NAME = Pattern.compile("[\\w$.+-]+(/[\\w$.+-]+)*/?");

    /** Of the JDK and of the host: a class there would stand in the place of another, or see what is package-private. */
    private static final Pattern OF_OTHERS =
            Pattern.compile("(java|javax|jdk|sun|com/sun|io/onetape|net/openhft|org/agrona|org/slf4j)/.*");

    private final SortedMap<String, byte[]> classes = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private byte[] providers = {};
    private int total;

    private JarContents() {}

    /** Never throws for what the bytes are: {@link #findings} says it. */
    static JarContents read(byte[] jar) {
        JarContents contents = new JarContents();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            ZipEntry entry = in.getNextEntry();
            while (entry != null && contents.add(entry.getName(), in)) {
                entry = in.getNextEntry();
            }
        } catch (IOException | IllegalArgumentException e) { // the second one for names that are no UTF-8
            contents.findings.add("is no JAR that can be read: " + e.getMessage());
        }
        contents.requireProviders();
        return contents;
    }

    /** By internal name, {@code com/example/Momentum}. */
    SortedMap<String, byte[]> classes() {
        return classes;
    }

    /** The file of the JAR that names its providers. */
    byte[] providers() {
        return providers.clone();
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    private void requireProviders() {
        if (findings.isEmpty() && providers.length == 0) {
            findings.add("expected " + PROVIDERS + ", found none");
        }
    }

    /** False if nothing more is to be read. */
    private boolean add(String name, ZipInputStream in) throws IOException {
        if (names.size() == MAX_ENTRIES) {
            findings.add("expected at most " + MAX_ENTRIES + " entries, found more");
            return false;
        }
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            findings.add("expected entries with plain names below the JAR's root, found '" + printable(name) + "'");
            return false;
        }
        if (!names.add(name)) {
            findings.add("expected each entry once, found '" + name + "' twice");
            return false;
        }
        byte[] bytes = in.readNBytes(MAX_ENTRY_BYTES + 1);
        total += bytes.length;
        if (bytes.length > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES) {
            findings.add("expected at most " + MAX_ENTRY_BYTES + " bytes an entry and " + MAX_TOTAL_BYTES
                    + " together, found more in '" + name + "'");
            return false;
        }
        keep(name, bytes);
        return true;
    }

    private void keep(String name, byte[] bytes) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (name.equals(PROVIDERS)) {
            providers = bytes;
        } else if (upper.startsWith("META-INF/VERSIONS/") || name.endsWith("module-info.class")) {
            findings.add("expected neither modules nor classes by version, found '" + name + "'");
        } else if (upper.startsWith("META-INF/SERVICES/") && !name.endsWith("/")) {
            findings.add("expected no other service than " + PROVIDERS + ", found '" + name + "'");
        } else if (name.equals(MANIFEST) && isMultiRelease(bytes)) {
            findings.add("expected no classes by version, found Multi-Release in " + MANIFEST);
        } else if (name.endsWith(CLASS)) {
            String type = name.substring(0, name.length() - CLASS.length());
            if (OF_OTHERS.matcher(type).matches()) {
                findings.add("expected classes in packages of its own, found " + type.replace('/', '.'));
            }
            classes.put(type, bytes);
        }
    }

    private static boolean isMultiRelease(byte[] manifest) {
        String text = new String(manifest, java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.toUpperCase(Locale.ROOT).contains("MULTI-RELEASE");
    }

    private static String printable(String name) {
        String shown = name.substring(0, Math.min(name.length(), 100));
        return shown.replaceAll("[^ -~]", "?");
    }
}
