package io.onetape.services.plugin.check;

import java.util.ArrayList;
import java.util.List;

/** What byte code does that it may not: {@code Class.method: calls java.lang.System.nanoTime}. Each once, the first fifty, and how many more. */
final class Findings {
    private static final int MOST = 50;

    private final List<String> found = new ArrayList<>();
    private int more;

    void add(String where, String what) {
        String finding = where.replace('/', '.') + ": " + what.replace('/', '.');
        if (found.contains(finding)) {
            return;
        }
        if (found.size() < MOST) {
            found.add(finding);
        } else {
            more++;
        }
    }

    List<String> toList() {
        List<String> all = new ArrayList<>(found);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return List.copyOf(all);
    }
}
