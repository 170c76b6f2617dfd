package io.onetape.services.config;

import io.onetape.services.config.yaml.Items;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Node;
import io.onetape.services.config.yaml.Scalar;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An effective tree as lines {@code path=value}, sorted: the same text for the same configuration, however the file is written. Of secrets it holds where they
 * are, for nothing else is in the tree. Stateless.
 */
final class CanonicalText {
    private CanonicalText() {}

    /** Every value by its path. */
    static SortedMap<String, String> values(Mapping root) {
        SortedMap<String, String> values = new TreeMap<>();
        add("", root, values);
        return Collections.unmodifiableSortedMap(values);
    }

    /** SHA-256 of the lines, hexadecimal. */
    static String hash(SortedMap<String, String> values) {
        try {
            byte[] text = text(values).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String text(SortedMap<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((path, value) -> text.append(path)
                .append('=')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n"))
                .append('\n'));
        return text.toString();
    }

    /** A number without needless zeros; else as it is written. */
    static String value(Scalar scalar) {
        return switch (scalar.kind()) {
            case WHOLE_NUMBER, DECIMAL_NUMBER ->
                new BigDecimal(scalar.text()).stripTrailingZeros().toPlainString();
            case TEXT, FLAG -> scalar.text();
        };
    }

    private static void add(String path, Node node, SortedMap<String, String> values) {
        if (node instanceof Mapping mapping) {
            mapping.entries()
                    .forEach((key, entry) -> add(path.isEmpty() ? key : path + "." + key, entry.value(), values));
        } else if (node instanceof Items items) {
            for (int i = 0; i < items.values().size(); i++) {
                add(path + "[" + i + "]", items.values().get(i), values);
            }
        } else {
            values.put(path, value((Scalar) node));
        }
    }
}
