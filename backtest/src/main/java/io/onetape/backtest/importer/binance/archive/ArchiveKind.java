package io.onetape.backtest.importer.binance.archive;

import io.onetape.backtest.importer.row.CsvHeader;
import java.util.Arrays;
import java.util.Optional;

/** What a file of the archive holds: its name in file names, and its columns, which older files do not name. */
enum ArchiveKind {
    AGGREGATES(
            "aggTrades",
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker",
            "agg_trade_id"),
    TRADES("trades", "id,price,qty,quote_qty,time,is_buyer_maker", "id,quote_qty"),
    QUOTES(
            "bookTicker",
            "update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time",
            "best_bid_price"),
    FUNDING("fundingRate", "calc_time,funding_interval_hours,last_funding_rate", "last_funding_rate"),
    DEPTH(
            "T_DEPTH",
            "symbol,timestamp,first_update_id,last_update_id,side,update_type,price,qty,pu",
            "update_type,first_update_id"),
    BARS(
            "klines",
            "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore",
            "open_time,close_time"),
    BANDS("bookDepth", "timestamp,percentage,depth,notional", "percentage,depth");

    private final String label;
    private final String columns;
    private final String telling; // those that no other kind has, by commas

    ArchiveKind(String label, String columns, String telling) {
        this.label = label;
        this.columns = columns;
        this.telling = telling;
    }

    String label() {
        return label;
    }

    CsvHeader documented() {
        return CsvHeader.documented(columns);
    }

    /** The kind whose columns the header names. */
    static Optional<ArchiveKind> of(CsvHeader header) {
        return Arrays.stream(values())
                .filter(kind -> header.hasAll(CsvHeader.documented(kind.telling)))
                .findFirst();
    }

    /** The kind that a file name tells; bars have their span there, 1m. */
    static Optional<ArchiveKind> of(String label) {
        if (label.matches("\\d+(s|m|h|d|w|mo)")) {
            return Optional.of(BARS);
        }
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
