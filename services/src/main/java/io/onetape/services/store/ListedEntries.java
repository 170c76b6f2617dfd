package io.onetape.services.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The writer's side of the map: each view's keys are listed in the map besides, under {@link View#LISTED}, view and place, so that a reader can go through a view without
 * Chronicle Map's own iteration, whose waits have no bound. Places are dense: where an entry goes away the last one takes its place. An entry that is there already is
 * replaced without garbage. Single-threaded.
 */
final class ListedEntries {
    private record Name(long first, long second) {}

    private final CacheMap map;
    private final CacheKey key = new CacheKey();
    private final CacheValue listed = new CacheValue();
    private final CacheValue scratch = new CacheValue();
    private final Map<View, List<Name>> names = new EnumMap<>(View.class);
    private final Map<View, Map<Name, Integer>> places = new EnumMap<>(View.class); // looked up, never iterated

    ListedEntries(CacheMap map) {
        this.map = map;
        for (View view : View.values()) {
            names.put(view, new ArrayList<>());
            places.put(view, new HashMap<>());
        }
    }

    void put(View view, long first, long second, CacheValue value) {
        if (map.put(key.of(view, first, second), value)) {
            List<Name> all = of(names, view);
            Name name = new Name(first, second);
            list(view, all.size(), name);
            all.add(name);
        }
    }

    void remove(View view, long first, long second) {
        if (!map.remove(key.of(view, first, second))) {
            return;
        }
        List<Name> all = of(names, view);
        Name last = all.remove(all.size() - 1);
        Integer place = of(places, view).remove(new Name(first, second));
        if (place != null && place < all.size()) {
            all.set(place, last);
            list(view, place, last);
        }
        map.remove(key.of(View.LISTED, view.number(), all.size()));
    }

    void removeExpired(View view, long first, long second, long nowNanos) {
        if (map.get(key.of(view, first, second), scratch) && scratch.isExpired(nowNanos)) {
            remove(view, first, second);
        }
    }

    private void list(View view, int place, Name name) {
        of(places, view).put(name, place);
        listed.numbers(name.first, name.second, 0);
        map.put(key.of(View.LISTED, view.number(), place), listed);
    }

    private static <T> T of(Map<View, T> all, View view) {
        T one = all.get(view);
        if (one == null) {
            throw new IllegalStateException("expected a view, found " + view);
        }
        return one;
    }
}
