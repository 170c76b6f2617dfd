package io.onetape.services.config.schema;

import io.onetape.services.config.yaml.Items;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Node;
import io.onetape.services.config.yaml.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads values out of an effective tree, which obeys the schema and lacks no default. Whatever is not there is a defect of the schema, and throws. */
public final class Values {
    private final Mapping from;

    public Values(Mapping from) {
        this.from = from;
    }

    /** The mapping itself. */
    public Mapping mapping() {
        return from;
    }

    /** What stands under a section's key. */
    public Values section(String key) {
        return new Values((Mapping) node(key));
    }

    /** The same, of a section that may be left out. */
    public Optional<Values> optionalSection(String key) {
        return from.find(key).map(node -> new Values((Mapping) node));
    }

    public String text(String key) {
        return ((Scalar) node(key)).text();
    }

    public Optional<String> optionalText(String key) {
        return from.find(key).map(node -> ((Scalar) node).text());
    }

    public boolean flag(String key) {
        return text(key).equals("true");
    }

    public long whole(String key) {
        return Long.parseLong(text(key));
    }

    public int port(String key) {
        return Math.toIntExact(whole(key));
    }

    /** Fixed8. */
    public long decimal(String key) {
        return Quantity.DECIMAL.parse(text(key));
    }

    /** Fixed8, or what stands for none. */
    public long decimalOr(String key, long otherwise) {
        return optionalText(key).map(Quantity.DECIMAL::parse).orElse(otherwise);
    }

    /** A whole number, or what stands for none. */
    public int countOr(String key, int otherwise) {
        return optionalText(key).map(Integer::parseInt).orElse(otherwise);
    }

    public long nanos(String key) {
        return Quantity.DURATION.parse(text(key));
    }

    public long bytes(String key) {
        return Quantity.SIZE.parse(text(key));
    }

    /** The constant that a word such as {@code risk-averse} stands for. */
    public <E extends Enum<E>> E constant(String key, Class<E> type) {
        return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public List<String> texts(String key) {
        return ((Items) node(key))
                .values().stream().map(node -> ((Scalar) node).text()).toList();
    }

    private Node node(String key) {
        return from.find(key)
                .orElseThrow(() -> new IllegalStateException(
                        "expected the key " + key + " or a default of it in the schema, found neither"));
    }
}
