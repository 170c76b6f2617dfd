package io.onetape.backtest.importer.row;

import io.onetape.backtest.importer.CollectingSink;
import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.binance.archive.ArchiveFormats;
import io.onetape.backtest.importer.bybit.BybitFormats;
import io.onetape.backtest.importer.databento.ContractSizes;
import io.onetape.backtest.importer.databento.DatabentoFormats;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.tardis.TardisFormats;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.services.marketdata.BookSide;
import io.onetape.services.marketdata.BookSync;
import io.onetape.services.marketdata.orders.Departures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** An import of files of rows: what goes in, and after {@link #imported()} what came out. */
final class GivenRows {
    static final Path DATA =
            Path.of(System.getProperty("onetape.shared", "../../shared")).resolve("data/nautilus_trader/market_data");

    private final Path folder;
    private final String venue;
    private final Market market;
    private final List<Path> files = new ArrayList<>();
    private Set<String> symbols = Set.of();
    private ContractSizes sizes = ContractSizes.NONE;
    private boolean strict;
    CollectingSink sink = CollectingSink.keeping();

    /** {@code venue} is tardis, bybit or binance. */
    GivenRows(Path folder, String venue, Market market) {
        this.folder = folder;
        this.venue = venue;
        this.market = market;
    }

    GivenRows file(String name, String... lines) {
        try {
            files.add(Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    GivenRows file(Path file) {
        files.add(file);
        return this;
    }

    GivenRows symbols(String... wanted) {
        symbols = Set.of(wanted);
        return this;
    }

    GivenRows contractSize(String... texts) {
        sizes = ContractSizes.parse(List.of(texts));
        return this;
    }

    GivenRows strict() {
        strict = true;
        return this;
    }

    ImportResult imported() throws IOException {
        ImportRequest request = new ImportRequest(files, List.of(), market, symbols, strict, Optional.empty());
        Listings listings = new Listings(request);
        RowFormats formats = switch (venue) {
            case "tardis" -> new TardisFormats(listings);
            case "databento" -> new DatabentoFormats(listings, sizes);
            case "bybit" -> new BybitFormats(listings);
            default -> new ArchiveFormats(listings, symbols);
        };
        return new RowImporter(request, formats, listings, sink).run();
    }

    /** The book that the facts about an instrument make. */
    BookSync book(int instrument) {
        BookSync book = new BookSync(market);
        for (RecordView record : sink.records()) {
            if (record.instrument() == instrument) {
                switch (record.templateId()) {
                    case DepthSnapshotDecoder.TEMPLATE_ID -> book.onSnapshot(record.decode(new DepthSnapshotDecoder()));
                    case DepthUpdateDecoder.TEMPLATE_ID -> book.onUpdate(record.decode(new DepthUpdateDecoder()));
                    case DepthOrderDecoder.TEMPLATE_ID ->
                        book.onOrder(record.decode(new DepthOrderDecoder()), Departures.IGNORED);
                    case FeedStatusChangedDecoder.TEMPLATE_ID ->
                        book.onFeedStatus(
                                record.decode(new FeedStatusChangedDecoder()).status());
                    default -> {} // not about the book
                }
            }
        }
        return book;
    }

    /** Levels of a side as text, best first: {@code 2@100 1@99}. */
    static String levels(BookSide side) {
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < side.levels(); i++) {
            text.add(Fixed8.toString(side.quantity(i)) + "@" + Fixed8.toString(side.price(i)));
        }
        return text.toString();
    }
}
