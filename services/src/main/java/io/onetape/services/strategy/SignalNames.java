package io.onetape.services.strategy;

import java.nio.charset.StandardCharsets;

/** The bytes of the names of signals, so that a name that comes again costs no array. Forgets the oldest beyond a number that no sane use reaches. */
final class SignalNames {
    private static final int KEPT = 64;

    private final String[] names = new String[KEPT];
    private final byte[][] utf8 = new byte[KEPT][];
    private int count;
    private int oldest;

    byte[] utf8(String name) {
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return utf8[i];
            }
        }
        int at = count < KEPT ? count++ : oldest++ % KEPT;
        names[at] = name;
        utf8[at] = name.getBytes(StandardCharsets.UTF_8);
        return utf8[at];
    }
}
