package io.onetape.services.config.yaml;

/** A value and where it stands. Immutable. */
public sealed interface Node permits Mapping, Items, Scalar {
    /** Of its first character. */
    Place place();

    /** {@code a mapping}, {@code a list}, {@code the number 5}: what a message says was found. */
    String found();
}
