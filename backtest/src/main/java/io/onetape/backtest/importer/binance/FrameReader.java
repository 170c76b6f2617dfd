package io.onetape.backtest.importer.binance;

import io.onetape.backtest.importer.binance.capture.LineHead;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.JsonCursor;
import io.onetape.backtest.importer.line.LineReader;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.PrintKind;
import java.nio.charset.StandardCharsets;

/**
 * Makes one fact of one frame, in {@link #draft()} and about {@link #listing()}, or says why there is none to make. Which event a frame is, its own
 * fields say; a stream's name is asked only where they do not suffice. Single-threaded.
 */
final class FrameReader {
    private static final byte[] DEPTH_UPDATE = ascii("depthUpdate");
    private static final byte[] BOOK_TICKER = ascii("bookTicker");
    private static final byte[] TRADE = ascii("trade");
    private static final byte[] AGGREGATE = ascii("aggTrade");
    private static final byte[] MARK_PRICE = ascii("markPriceUpdate");
    private static final byte[] FORCE_ORDER = ascii("forceOrder");
    private static final byte[] ON_THE_MARKET = ascii("MARKET");
    private static final int LONGEST_NAME = 40;

    private final Listings listings;
    private final RecordDraft draft = new RecordDraft();
    private final Fields frame = new Fields();
    private final Fields order = new Fields();
    private final JsonCursor json = new JsonCursor();
    private final BookFacts book = new BookFacts();
    private final PrintFacts prints = new PrintFacts();
    private Listing listing;
    private String skip = "";

    FrameReader(Listings listings) {
        this.listings = listings;
        this.listing = new Listing("binance", "", listings.market(), false);
    }

    /**
     * Reads the frame behind the head. True if the draft holds its fact; false if {@link #skip()} says why it makes none.
     *
     * @throws BadLine if the line is not what it should be
     */
    boolean read(LineReader line, LineHead head) {
        byte[] bytes = line.bytes();
        long received = head.stampNanos();
        if (bytes[head.jsonFrom()] == '[') {
            return readArray(bytes, head, line.to());
        }
        frame.read(bytes, head.jsonFrom(), line.to());
        if (frame.has('e', '"')) {
            return readEvent(received);
        }
        if (frame.has(FieldNames.LAST_UPDATE_ID)) {
            return readSnapshot(head, received);
        }
        if (frame.has(FieldNames.SYMBOLS, '[')) {
            listings.learn(ExchangeInfo.read(bytes, head.jsonFrom(), line.to()));
            return skipped("exchangeInfo");
        }
        if (frame.has('b', '"') && frame.has('a', '"') && frame.has('u')) { // spot names no event here
            return readQuote(received);
        }
        return skipped(otherReply(head));
    }

    RecordDraft draft() {
        return draft;
    }

    Listing listing() {
        return listing;
    }

    String skip() {
        return skip;
    }

    private boolean readEvent(long received) {
        if (frame.is('e', BOOK_TICKER)) {
            return readQuote(received);
        }
        if (frame.is('e', TRADE)) {
            return readTrade('t', PrintKind.TRADE, received);
        }
        if (frame.is('e', DEPTH_UPDATE)) {
            return readUpdate(received);
        }
        if (frame.is('e', AGGREGATE)) {
            return readTrade('a', PrintKind.AGGREGATE, received);
        }
        if (frame.is('e', MARK_PRICE)) {
            return readMark(received);
        }
        return frame.is('e', FORCE_ORDER) ? readLiquidation(received) : skipped("event " + name('e'));
    }

    private boolean readQuote(long received) {
        if (!wanted(frame)) {
            return false;
        }
        book.writeQuote(frame, received, draft, listing);
        return true;
    }

    private boolean readUpdate(long received) {
        String unusable = unusableDepth();
        if (!unusable.isEmpty()) {
            return skipped(unusable);
        }
        if (!wanted(frame)) {
            return false;
        }
        book.writeUpdate(frame, received, draft, listing);
        return true;
    }

    /** Trades of the insurance fund and of auto-deleveraging do not happen on the book, and some frames stand for no trade at all. */
    private boolean readTrade(char id, PrintKind kind, long received) {
        if (frame.has('X') && !frame.is('X', ON_THE_MARKET)) {
            return skipped("trade X=" + name('X'));
        }
        if (!wanted(frame)) {
            return false;
        }
        prints.writeTrade(frame, id, kind, received, draft, listing);
        return true;
    }

    private boolean readMark(long received) {
        if (!wanted(frame)) {
            return false;
        }
        prints.writeMark(frame, received, draft);
        return true;
    }

    private boolean readLiquidation(long received) {
        if (!frame.has('o', '{')) {
            throw new BadLine("expected field o with the order, found '" + name('o') + "'");
        }
        order.read(frame.bytes(), frame.from('o'), frame.to('o'));
        if (!wanted(order)) {
            return false;
        }
        prints.writeLiquidation(frame, order, received, draft);
        return true;
    }

    private boolean readSnapshot(LineHead head, long received) {
        String unusable = unusableDepth();
        if (!unusable.isEmpty()) {
            return skipped(unusable);
        }
        String symbol = frame.text(FieldNames.SYMBOL);
        symbol = symbol.isEmpty() ? head.symbol() : symbol;
        symbol = symbol.isEmpty() ? StreamName.symbol(frame.text(FieldNames.STREAM)) : symbol;
        listing = symbol.isEmpty() ? listings.only() : listings.find(symbol);
        if (!listing.wanted()) {
            return skipped("symbol");
        }
        book.writeSnapshot(frame, received, draft, listing);
        return true;
    }

    private boolean readArray(byte[] bytes, LineHead head, int to) {
        json.wrap(bytes, head.jsonFrom(), to);
        json.skip();
        json.end();
        return skipped(head.reply().isEmpty() ? "array" : "reply " + cut(head.reply()));
    }

    private String unusableDepth() {
        int stream = FieldNames.STREAM;
        return frame.has(stream, '"')
                ? StreamName.unusableDepth(frame.bytes(), frame.from(stream), frame.to(stream))
                : "";
    }

    private String otherReply(LineHead head) {
        if (!head.reply().isEmpty()) {
            return "reply " + cut(head.reply());
        }
        if (frame.has(FieldNames.RESULT) || frame.has(FieldNames.ERROR)) {
            return "reply";
        }
        if (frame.has(FieldNames.CODE)) {
            return "error reply";
        }
        if (frame.has(FieldNames.OPEN_INTEREST)) {
            return "reply openInterest";
        }
        if (frame.has(FieldNames.DATA, '[')) {
            return "array";
        }
        throw new BadLine("expected an event, a snapshot or a reply, found none of the fields that tell");
    }

    /** Finds the listing of a frame with a symbol; if it is not asked for, or of the other futures market, the frame is skipped. */
    private boolean wanted(Fields about) {
        if (!about.has('s', '"')) {
            throw new BadLine("expected field s with a symbol, found '" + about.text('s') + "'");
        }
        listing = about.isEscaped('s')
                ? listings.find(about.text('s'))
                : listings.find(about.bytes(), about.from('s'), about.to('s'));
        if (!listing.wanted()) {
            return skipped("symbol");
        }
        if (about.has(FieldNames.MARKET) && isOtherMarket(about.text(FieldNames.MARKET))) {
            return skipped("market st=" + cut(about.text(FieldNames.MARKET)));
        }
        return true;
    }

    private boolean isOtherMarket(String told) {
        Market market = listings.market();
        return market == Market.USDM ? "2".equals(told) : market == Market.COINM && "1".equals(told);
    }

    private boolean skipped(String reason) {
        skip = reason;
        return false;
    }

    private String name(int field) {
        return cut(frame.text(field));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_NAME));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
