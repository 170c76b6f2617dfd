package io.onetape.backtest.importer.listing;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.Market;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One symbol of the recording and how far the tape knows it. Single-threaded. */
public final class Listing {
    private final String venue;
    private final String symbol;
    private final byte[] symbolBytes;
    private final Market market;
    private final boolean wanted;
    private final Grid prices = new Grid();
    private final Grid quantities = new Grid();
    private Optional<Rules> rules = Optional.empty();
    private int instrument;
    private long facts;
    private boolean outdated = true; // the tape has no definition of it, or an older one

    /** Of a venue by its name on the tape. */
    public Listing(String venue, String symbol, Market market, boolean wanted) {
        this.venue = venue;
        this.symbol = symbol;
        this.symbolBytes = symbol.getBytes(StandardCharsets.UTF_8);
        this.market = market;
        this.wanted = wanted;
    }

    String venue() {
        return venue;
    }

    public String symbol() {
        return symbol;
    }

    byte[] symbolBytes() {
        return symbolBytes;
    }

    /** Whether the request asks for the symbol. */
    public boolean wanted() {
        return wanted;
    }

    public Grid prices() {
        return prices;
    }

    public Grid quantities() {
        return quantities;
    }

    /** Facts about it so far, those of the look ahead too. */
    public long facts() {
        return facts;
    }

    public void countFact() {
        facts++;
    }

    /** The instrument's id on the tape, 0 before its first definition. */
    public int instrument() {
        return instrument;
    }

    /** Whether tick and lot size are what the numbers seen tell, and not what the venue says. */
    boolean isInferred() {
        return rules.isEmpty();
    }

    /** Takes over what the venue says; from then on nothing is inferred. */
    public void learn(Rules told) {
        if (!rules.equals(Optional.of(told))) {
            rules = Optional.of(told);
            outdated = true;
        }
    }

    /** Whether a definition must be written in front of the next fact. */
    public boolean takeOutdated() {
        boolean pricesRefined = prices.takeRefined();
        boolean quantitiesRefined = quantities.takeRefined();
        boolean due = outdated || (rules.isEmpty() && (pricesRefined || quantitiesRefined));
        outdated = false;
        return due;
    }

    /** Writes the definition as it is known now, under {@code id}. */
    public void define(RecordDraft draft, InstrumentDefinedEncoder encoder, int id) {
        instrument = id;
        Assets assets = Assets.of(market, symbol);
        Rules known = rules.orElseGet(() -> new Rules(
                stepOrNull(prices),
                stepOrNull(quantities),
                Fixed8.NULL,
                Fixed8.NULL,
                Fixed8.NULL,
                Fixed8.NULL,
                assets.base(),
                assets.quote()));
        Contract contract = market == Market.COINM ? Contract.INVERSE : Contract.LINEAR;
        new Instrument(
                        id,
                        market,
                        contract,
                        rules.isEmpty(),
                        known.tickSize(),
                        known.lotSize(),
                        known.minimumQuantity(),
                        known.maximumQuantity(),
                        known.minimumNotional(),
                        known.contractSize(),
                        venue,
                        symbol,
                        known.baseAsset(),
                        known.quoteAsset())
                .encode(draft.begin(encoder, id));
    }

    private static long stepOrNull(Grid grid) {
        return grid.step() == 0 ? Fixed8.NULL : grid.step();
    }
}
