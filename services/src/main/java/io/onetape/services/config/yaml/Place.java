package io.onetape.services.config.yaml;

/**
 * Where something stands.
 *
 * @param file the file as it was named, or what else the value came from
 * @param line from 1; 0 where there are no lines
 * @param column from 1, in characters
 */
public record Place(String file, int line, int column) {
    /** Of what stands in no file: a variable of the environment, a default. */
    public static Place outside(String what) {
        return new Place(what, 0, 0);
    }

    /** {@code config/paper.yaml:12:5}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
