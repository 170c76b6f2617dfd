package io.onetape.backtest.importer.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.LiquidationPrintDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.PrintKind;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintDecoder;
import java.nio.file.Path;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FramesTest {
    private static final long RECEIVED = 1_700_000_000_000_000_000L;
    private static final long MILLI = 1_000_000;
    private static final String UPDATE =
            "{\"e\":\"depthUpdate\",\"E\":1700000000200,\"T\":1700000000198,\"s\":\"BTCUSDT\",\"ps\":\"BTCUSDT\",\"U\":1000480,"
                    + "\"u\":1000510,\"pu\":1000479,\"b\":[[\"30000.10\",\"1.100\"],[\"29999.90\",\"0\"]],"
                    + "\"a\":[[\"30000.20\",\"0.800\"]],\"st\":1}";

    @TempDir
    private Path folder;

    @Test
    void aDepthUpdateKeepsItsIdsTimesAndLevels() {
        DepthUpdateDecoder update = fact(Market.USDM, new DepthUpdateDecoder(), UPDATE);
        assertThat(update.receivedNanos()).isEqualTo(RECEIVED);
        assertThat(update.eventNanos()).isEqualTo(1_700_000_000_200L * MILLI);
        assertThat(update.transactionNanos()).isEqualTo(1_700_000_000_198L * MILLI);
        assertThat(update.firstUpdateId()).isEqualTo(1_000_480);
        assertThat(update.lastUpdateId()).isEqualTo(1_000_510);
        assertThat(update.previousUpdateId()).isEqualTo(1_000_479);
        DepthUpdateDecoder.BidsDecoder bids = update.bids();
        assertThat(bids.count()).isEqualTo(2);
        assertThat(bids.next().price()).isEqualTo(Fixed8.parse("30000.1"));
        assertThat(bids.quantity()).isEqualTo(Fixed8.parse("1.1"));
        assertThat(bids.next().price()).isEqualTo(Fixed8.parse("29999.9"));
        assertThat(bids.quantity()).isZero();
        DepthUpdateDecoder.AsksDecoder asks = update.asks();
        assertThat(asks.count()).isEqualTo(1);
        assertThat(asks.next().price()).isEqualTo(Fixed8.parse("30000.2"));
        assertThat(asks.quantity()).isEqualTo(Fixed8.parse("0.8"));
    }

    @Test
    void aSpotDepthUpdateHasNoPreviousIdAndNoTransactionTime() {
        DepthUpdateDecoder update = fact(
                Market.SPOT,
                new DepthUpdateDecoder(),
                "{\"e\":\"depthUpdate\",\"E\":1700000000200,\"s\":\"BTCUSDT\",\"U\":7,\"u\":9,\"b\":[],\"a\":[]}");
        assertThat(update.previousUpdateId()).isEqualTo(DepthUpdateDecoder.previousUpdateIdNullValue());
        assertThat(update.transactionNanos()).isEqualTo(DepthUpdateDecoder.transactionNanosNullValue());
        assertThat(update.bids().count()).isZero();
        assertThat(update.asks().count()).isZero();
    }

    @Test
    void theOrderOfFieldsAnEnvelopeAndSpaceDoNotMatter() {
        String shuffled =
                "{ \"data\" : {\"a\":[ [\"30000.20\" , \"0.800\"] ],\"zz\":{\"b\":[1,{\"e\":null}]},\"pu\":1000479,"
                        + "\"b\":[[\"30000.10\",\"1.100\"],[\"29999.90\",\"0\",[]]],\"u\":1000510,\"U\":1000480,\"s\":\"BTCUSDT\","
                        + "\"T\":1700000000198,\"E\":1700000000200,\"e\":\"depthUpdate\"},\"stream\":\"btcusdt@depth@100ms\"} ";
        RecordView plain = only(Market.USDM, UPDATE);
        RecordView other = only(Market.USDM, shuffled);
        assertThat(other.buffer()).isEqualTo(plain.buffer());
    }

    @Test
    void aQuoteOfFuturesKeepsPricesAndTimes() {
        QuoteUpdateDecoder quote = fact(
                Market.USDM,
                new QuoteUpdateDecoder(),
                "{\"e\":\"bookTicker\",\"u\":1000511,\"E\":1700000000210,\"T\":1700000000208,\"s\":\"BTCUSDT\",\"b\":\"30000.10\","
                        + "\"B\":\"1.100\",\"a\":\"30000.20\",\"A\":\"0.800\",\"st\":1}");
        assertThat(quote.updateId()).isEqualTo(1_000_511);
        assertThat(quote.bid()).isEqualTo(Fixed8.parse("30000.1"));
        assertThat(quote.bidQuantity()).isEqualTo(Fixed8.parse("1.1"));
        assertThat(quote.ask()).isEqualTo(Fixed8.parse("30000.2"));
        assertThat(quote.askQuantity()).isEqualTo(Fixed8.parse("0.8"));
        assertThat(quote.eventNanos()).isEqualTo(1_700_000_000_210L * MILLI);
    }

    @Test
    void aSpotQuoteNamesNoEventAndNoTimes() {
        QuoteUpdateDecoder quote = fact(
                Market.SPOT,
                new QuoteUpdateDecoder(),
                "{\"u\":5,\"s\":\"BTCUSDT\",\"b\":\"0.00000000\",\"B\":\"0.00000000\",\"a\":\"2.00\",\"A\":\"1\"}");
        assertThat(quote.eventNanos()).isEqualTo(QuoteUpdateDecoder.eventNanosNullValue());
        assertThat(quote.bid()).isZero();
        assertThat(quote.receivedNanos()).isEqualTo(RECEIVED);
    }

    @Test
    void theAggressorSoldWhereTheBuyerIsTheMaker() {
        String trade =
                "{\"e\":\"trade\",\"E\":1700000000220,\"T\":1700000000215,\"s\":\"BTCUSDT\",\"t\":90001,\"p\":\"30000.20\","
                        + "\"q\":\"0.1\",\"X\":\"MARKET\",\"m\":true}";
        TradePrintDecoder sold = fact(Market.USDM, new TradePrintDecoder(), trade);
        assertThat(sold.aggressor()).isEqualTo(Side.SELL);
        assertThat(sold.tradeId()).isEqualTo(90_001);
        assertThat(sold.kind()).isEqualTo(PrintKind.TRADE);
        assertThat(sold.price()).isEqualTo(Fixed8.parse("30000.2"));
        assertThat(sold.quantity()).isEqualTo(Fixed8.parse("0.1"));
        assertThat(sold.firstTradeId()).isEqualTo(TradePrintDecoder.firstTradeIdNullValue());
        TradePrintDecoder bought = fact(Market.USDM, new TradePrintDecoder(), trade.replace("true", "false"));
        assertThat(bought.aggressor()).isEqualTo(Side.BUY);
    }

    @Test
    void microsecondsOfTheVenueAreKept() {
        TradePrintDecoder print = fact(
                Market.SPOT,
                new TradePrintDecoder(),
                "{\"e\":\"trade\",\"E\":1700000000220123,\"T\":1700000000215456,\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"2\",\"q\":\"1\","
                        + "\"b\":133,\"a\":134,\"m\":true,\"M\":true}");
        assertThat(print.eventNanos()).isEqualTo(1_700_000_000_220_123_000L);
        assertThat(print.transactionNanos()).isEqualTo(1_700_000_000_215_456_000L);
    }

    @Test
    void anAggregateKeepsTheTradesThatItStandsFor() {
        TradePrintDecoder print = fact(
                Market.USDM,
                new TradePrintDecoder(),
                "{\"e\":\"aggTrade\",\"E\":1700000000220,\"a\":77001,\"s\":\"BTCUSDT\",\"p\":\"30000.20\",\"q\":\"0.100\","
                        + "\"nq\":\"0.1\",\"f\":90001,\"l\":90003,\"T\":1700000000215,\"m\":false,\"st\":1}");
        assertThat(print.kind()).isEqualTo(PrintKind.AGGREGATE);
        assertThat(print.tradeId()).isEqualTo(77_001);
        assertThat(print.firstTradeId()).isEqualTo(90_001);
        assertThat(print.lastTradeId()).isEqualTo(90_003);
        assertThat(print.aggressor()).isEqualTo(Side.BUY);
    }

    @Test
    void aMarkPriceKeepsIndexSettlementAndFunding() {
        MarkPriceUpdateDecoder mark = fact(
                Market.USDM,
                new MarkPriceUpdateDecoder(),
                "{\"e\":\"markPriceUpdate\",\"E\":1700000001000,\"s\":\"BTCUSDT\",\"p\":\"30000.15000000\",\"ap\":\"30000.1\","
                        + "\"P\":\"29990.0\",\"i\":\"30001.00000000\",\"r\":\"-0.00010000\",\"T\":1700006400000}");
        assertThat(mark.mark()).isEqualTo(Fixed8.parse("30000.15"));
        assertThat(mark.index()).isEqualTo(Fixed8.parse("30001"));
        assertThat(mark.estimatedSettlement()).isEqualTo(Fixed8.parse("29990"));
        assertThat(mark.fundingRate()).isEqualTo(Fixed8.parse("-0.0001"));
        assertThat(mark.nextFundingNanos()).isEqualTo(1_700_006_400_000L * MILLI);
    }

    @Test
    void aMarkPriceOfADeliveryContractHasNoFunding() {
        MarkPriceUpdateDecoder mark = fact(
                Market.COINM,
                new MarkPriceUpdateDecoder(),
                "{\"e\":\"markPriceUpdate\",\"E\":1592265602000,\"s\":\"BTCUSD_200925\",\"p\":\"9501.15\",\"r\":\"\",\"T\":0}");
        assertThat(mark.index()).isEqualTo(Fixed8.NULL);
        assertThat(mark.fundingRate()).isEqualTo(Fixed8.NULL);
        assertThat(mark.nextFundingNanos()).isEqualTo(Fixed8.NULL);
    }

    @Test
    void aLiquidationKeepsTheOrderInside() {
        LiquidationPrintDecoder print = fact(
                Market.COINM,
                new LiquidationPrintDecoder(),
                "{\"stream\":\"!forceOrder@arr\",\"data\":{\"e\":\"forceOrder\",\"E\":1594622954023,\"o\":{\"s\":\"BTCUSD_200925\","
                        + "\"ps\":\"BTCUSD\",\"S\":\"SELL\",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":\"3\",\"p\":\"9314.5\",\"ap\":\"9352.7\","
                        + "\"X\":\"FILLED\",\"l\":\"2\",\"z\":\"3\",\"T\":1594622954021}}}");
        assertThat(print.side()).isEqualTo(Side.SELL);
        assertThat(print.price()).isEqualTo(Fixed8.parse("9314.5"));
        assertThat(print.averagePrice()).isEqualTo(Fixed8.parse("9352.7"));
        assertThat(print.quantity()).isEqualTo(Fixed8.parse("3"));
        assertThat(print.lastQuantity()).isEqualTo(Fixed8.parse("2"));
        assertThat(print.cumulativeQuantity()).isEqualTo(Fixed8.parse("3"));
        assertThat(print.transactionNanos()).isEqualTo(1_594_622_954_021L * MILLI);
        assertThat(print.eventNanos()).isEqualTo(1_594_622_954_023L * MILLI);
    }

    @Test
    void aSnapshotKeepsAllLevels() {
        DepthSnapshotDecoder snapshot = fact(
                Market.COINM,
                new DepthSnapshotDecoder(),
                "{\"lastUpdateId\":1000500,\"E\":1700000000123,\"T\":1700000000120,\"symbol\":\"BTCUSD_PERP\",\"pair\":\"BTCUSD\","
                        + "\"bids\":[[\"30000.10\",\"1\"],[\"30000.0\",\"4\"]],\"asks\":[[\"30000.20\",\"9\"]]}");
        assertThat(snapshot.lastUpdateId()).isEqualTo(1_000_500);
        assertThat(snapshot.eventNanos()).isEqualTo(1_700_000_000_123L * MILLI);
        assertThat(snapshot.bids().count()).isEqualTo(2);
    }

    /** The only fact of the only frame, decoded. */
    private <D extends MessageDecoderFlyweight> D fact(Market market, D decoder, String frame) {
        return only(market, frame).decode(decoder);
    }

    private RecordView only(Market market, String frame) {
        Given given = new Given(folder, market).frames(frame);
        ImportResult result = given.imported();
        assertThat(result.firstRejects()).isEmpty();
        assertThat(result.records()).isEqualTo(1);
        assertThat(given.sink.records()).hasSize(2); // the definition and the fact
        assertThat(given.sink.times()).containsOnly(RECEIVED);
        return given.sink.records().get(1);
    }
}
