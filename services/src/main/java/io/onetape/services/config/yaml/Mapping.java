package io.onetape.services.config.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Values by key, in the order of the file. */
public record Mapping(Place place, Map<String, Entry> entries) implements Node {
    /** One value and where its key stands. */
    public record Entry(Place keyPlace, Node value) {}

    public Mapping {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of a key, if the key is there. */
    public Optional<Node> find(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** Where a key stands that is there. */
    public Place keyPlace(String key) {
        return Objects.requireNonNull(entries.get(key), key).keyPlace();
    }

    /** The same one with another value of the key, which is added at the end if it is not there. */
    public Mapping with(String key, Entry entry) {
        Map<String, Entry> changed = new LinkedHashMap<>(entries);
        changed.put(key, entry);
        return new Mapping(place, changed);
    }

    /** The same one without the key. */
    public Mapping without(String key) {
        Map<String, Entry> changed = new LinkedHashMap<>(entries);
        changed.remove(key);
        return new Mapping(place, changed);
    }

    @Override
    public String found() {
        return "a mapping";
    }
}
