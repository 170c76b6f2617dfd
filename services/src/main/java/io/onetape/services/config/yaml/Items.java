package io.onetape.services.config.yaml;

import java.util.List;

/** A list of values. */
public record Items(Place place, List<Node> values) implements Node {
    public Items {
        values = List.copyOf(values);
    }

    @Override
    public String found() {
        return "a list";
    }
}
