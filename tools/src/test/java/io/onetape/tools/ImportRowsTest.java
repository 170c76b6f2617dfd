package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other collectors and of archives, from the command to a backtest over them. */
final class ImportRowsTest {
    private static final Path DATA =
            Path.of(System.getProperty("onetape.shared", "../../shared")).resolve("data/nautilus_trader/market_data");

    @TempDir
    Path folder;

    @Test
    void bybitsArchiveIsATapeThatAStrategyTradesOn() {
        Path tape = folder.resolve("tape");
        Run run = Run.of(
                "import", "bybit", DATA.resolve("bybit/xrpusdt-ob500.data.zip"), "--market", "linear", "--out", tape);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "\"lines\":50,\"records\":50,\"joined\":0",
                        "check them: tape cat -t InstrumentDefined " + tape);
        Path result = folder.resolve("run");
        Run backtest = Run.of("backtest", "market-maker", tape, "--out", result);
        assertThat(backtest.exitCode()).as(backtest.err()).isZero();
        assertThat(Run.of("stats", "--by", "type", result.resolve("tape")).out())
                .containsPattern("BookTop +4\\d")
                .contains("OrderRequested");
        assertThat(Run.of("verify", "--replay", result.resolve("tape")).exitCode())
                .isZero();
    }

    @Test
    void tardisIncrementalBookIsATapeThatAStrategyTradesOn() throws IOException {
        StringBuilder rows =
                new StringBuilder("exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount\n");
        for (int i = 0; i < 400; i++) {
            long sent = 1_700_000_000_000_000L + i * 250_000L;
            String head = "binance-futures,BTCUSDT," + sent + "," + (sent + 3_000) + "," + (i == 0) + ",";
            int price = 60_000 + i % 7;
            if (i > 0) {
                int before = 60_000 + (i - 1) % 7;
                rows.append(head).append("bid,").append(before).append(".0,0\n");
                rows.append(head).append("ask,").append(before).append(".5,0\n");
            }
            rows.append(head).append("bid,").append(price).append(".0,1.5\n");
            rows.append(head).append("ask,").append(price).append(".5,2.5\n");
        }
        Path file = Files.writeString(folder.resolve("book.csv"), rows);
        Path tape = folder.resolve("tape");
        Run run = Run.of("import", "tardis", file, "--market", "usdm", "--symbol", "BTCUSDT", "--out", tape);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("\"records\":400,\"joined\":1198,\"rejects\":0");
        Path result = folder.resolve("run");
        Run backtest = Run.of("backtest", "market-maker", tape, "--out", result);
        assertThat(backtest.exitCode()).as(backtest.err()).isZero();
        assertThat(Run.of("stats", "--by", "type", result.resolve("tape")).out())
                .containsPattern("BookTop +400")
                .containsPattern("OrderRequested +\\d+");
    }

    @Test
    void databentosContractsCountAsTypedAndElseAsOneWithAWarning() throws IOException {
        String time = "1767603600000000000,1767603600000000000,160,1,5482,";
        Path file = Files.writeString(
                folder.resolve("es.mbo.csv"),
                "ts_recv,ts_event,rtype,publisher_id,instrument_id,action,side,price,size,channel_id,order_id,flags,ts_in_delta,sequence,symbol\n"
                        + time + "R,N,,0,0,0,0,0,1,ESH6\n" + time + "A,B,5000.25,2,0,7,128,0,2,ESH6\n");
        Run plain = Run.of("import", "databento", file, "--market", "linear", "--out", folder.resolve("one"));
        assertThat(plain.exitCode()).as(plain.err()).isZero();
        assertThat(plain.err()).contains("warning: a contract of ESH6 counts as 1", "--contract-size ESH6=N");
        Path tape = folder.resolve("fifty");
        Run sized =
                Run.of("import", "databento", file, "--market", "linear", "--contract-size", "ESH6=50", "--out", tape);
        assertThat(sized.err()).doesNotContain("warning");
        assertThat(Run.of("cat", "-t", "DepthOrder", "--json", tape).out()).contains("\"quantity\":\"100\"");
        Run wrong = Run.of(
                "import",
                "databento",
                file,
                "--market",
                "linear",
                "--contract-size",
                "ESH6",
                "--out",
                folder.resolve("x"));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--contract-size: expected SYMBOL=NUMBER");
    }

    @Test
    void aFileOfAnotherFormatNamesWhatWasFoundAndLeavesNoTape() throws IOException {
        Path tape = folder.resolve("tape");
        Path bands = Files.writeString(
                folder.resolve("BTCUSDT-bookDepth-2024-08-08.csv"),
                "timestamp,percentage,depth,notional\n2024-08-08 00:00:08,-5,1,2\n");
        Run run = Run.of("import", "binance-archive", bands, "--market", "usdm", "--out", tape);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("found bookDepth", "no price levels", "next: import bookTicker or T_DEPTH");
        assertThat(tape).doesNotExist();
        Run other = Run.of("import", "tardis", bands, "--market", "usdm", "--out", tape);
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err()).contains("expected a header line of Tardis");
    }

    @Test
    void barsAreFactsOfTheirOwn() throws IOException {
        Path tape = folder.resolve("tape");
        Path bars = Files.writeString(
                folder.resolve("BTCUSDT-1m-2024-08-08.csv"), "1700000000000,1,2,0.5,1.5,10,1700000059999,15,3,4,5,0\n");
        assertThat(Run.of("import", "binance-archive", bars, "--market", "usdm", "--out", tape)
                        .exitCode())
                .isZero();
        assertThat(Run.of("cat", "-t", "BarClosed", tape).out())
                .contains("22:14:20.000000000", "bar open=1 high=2 low=0.5 close=1.5 volume=10 trades=3");
    }
}
