package io.onetape.backtest.importer.listing;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportedSymbols;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.journal.schema.Market;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The symbols of a recording, in order of first appearance, found by the bytes of their names. Single-threaded. */
public final class Listings {
    private static final int MOST = 1 << 14;
    private static final int BUCKETS = MOST * 2;
    private static final int LONGEST_SYMBOL = 64;
    private static final int NAMED = 5;
    private static final String BINANCE = "binance";

    private final Market market;
    private final Set<String> wanted;
    private final Map<String, Rules> rules = new HashMap<>(); // looked up, never iterated
    private final @Nullable Listing[] buckets = new Listing[BUCKETS];
    private final List<Listing> all = new ArrayList<>();

    public Listings(ImportRequest request) {
        market = request.market();
        wanted = request.symbols().stream()
                .map(s -> s.toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public Market market() {
        return market;
    }

    public List<Listing> all() {
        return all;
    }

    /** The listing of Binance's symbol in {@code bytes}, listed now if it is new. */
    public Listing find(byte[] bytes, int from, int to) {
        return find(BINANCE, bytes, from, to);
    }

    /** The listing of a venue's symbol in {@code bytes}, listed now if it is new. */
    public Listing find(String venue, byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int bucket = (hash ^ hash >>> 15) & (BUCKETS - 1);
        Listing found = buckets[bucket];
        while (found != null) {
            byte[] name = found.symbolBytes();
            if (Arrays.equals(bytes, from, to, name, 0, name.length)
                    && found.venue().equals(venue)) {
                return found;
            }
            bucket = (bucket + 1) & (BUCKETS - 1);
            found = buckets[bucket];
        }
        Listing added = list(venue, bytes, from, to);
        buckets[bucket] = added;
        return added;
    }

    /** The listing of Binance's symbol. */
    public Listing find(String symbol) {
        byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length);
    }

    /**
     * The one symbol that a frame without a symbol can be about: the one asked for, if other frames are about it, else the only one in the recording.
     *
     * @throws BadLine if there is no such one
     */
    public Listing only() {
        if (wanted.size() == 1) {
            if (awaitsTheOnlyWanted()) {
                throw new BadLine(
                        "expected a snapshot that names its symbol, found none, and no frame of the recording is about "
                                + wanted.iterator().next());
            }
            return find(wanted.iterator().next());
        }
        List<String> symbols = all.stream()
                .filter(l -> l.wanted() && l.facts() > 0)
                .map(Listing::symbol)
                .limit(NAMED)
                .collect(Collectors.toList());
        if (symbols.size() == 1) {
            return find(symbols.get(0));
        }
        throw new BadLine("expected a snapshot that names its symbol, found none, and the recording's frames are about "
                + (symbols.isEmpty() ? "no symbol" : String.join(", ", symbols))
                + "; import with one --symbol, or give a snapshot file with the addresses of its replies");
    }

    /** True while one symbol is asked for and no frame has been about it. */
    public boolean awaitsTheOnlyWanted() {
        return wanted.size() == 1 && all.stream().noneMatch(listing -> listing.wanted() && listing.facts() > 0);
    }

    /** What the import found, by its symbols. */
    public ImportedSymbols symbols() {
        List<String> known = all.stream()
                .filter(listing -> listing.instrument() > 0)
                .map(listing -> listing.symbol().toUpperCase(Locale.ROOT))
                .toList();
        return new ImportedSymbols(
                all.stream()
                        .filter(listing -> listing.instrument() > 0 && listing.isInferred())
                        .map(Listing::symbol)
                        .sorted()
                        .toList(),
                wanted.stream().filter(symbol -> !known.contains(symbol)).toList(),
                all.stream()
                        .filter(listing -> !listing.wanted())
                        .map(Listing::symbol)
                        .sorted()
                        .toList());
    }

    /** Takes over what the venue says of its symbols, listed ones and later ones. */
    public void learn(Map<String, Rules> told) {
        rules.putAll(told);
        for (Listing listing : all) {
            Rules its = told.get(listing.symbol());
            if (its != null) {
                listing.learn(its);
            }
        }
    }

    private Listing list(String venue, byte[] bytes, int from, int to) {
        String symbol = new String(bytes, from, Math.min(to - from, LONGEST_SYMBOL + 1), StandardCharsets.UTF_8);
        if (symbol.isBlank() || to - from > LONGEST_SYMBOL || symbol.indexOf('\uFFFD') >= 0) {
            throw new BadLine(
                    "expected a symbol of 1 to " + LONGEST_SYMBOL + " bytes of UTF-8, found '" + symbol + "'");
        }
        if (all.size() == MOST) {
            throw new BadLine("expected at most " + MOST + " symbols, found one more: '" + symbol + "'");
        }
        boolean isWanted = wanted.isEmpty() || wanted.contains(symbol.toUpperCase(Locale.ROOT));
        Listing added = new Listing(venue, symbol, market, isWanted);
        all.add(added);
        Rules its = rules.get(symbol);
        if (its != null) {
            added.learn(its);
        }
        return added;
    }
}
