package io.onetape.services.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthSnapshotEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.account.Account;
import io.onetape.services.config.secret.SecretSource;
import io.onetape.services.remote.client.AccountAnswer;
import io.onetape.services.remote.client.Patience;
import io.onetape.services.remote.client.RemoteAddress;
import io.onetape.services.remote.client.RemoteException;
import io.onetape.services.remote.client.RemoteTape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is far larger than the buffer of a socket, over TCP. */
@Timeout(60)
final class RemoteSizesTest {
    private static final String TOKEN = "a-token-of-the-tests";
    private static final int MIB = 1024 * 1024;
    private static final int BATCH = 48 * 1024;
    private static final int LEVELS = 32_764; // a side: the record is 24 bytes short of the longest
    private static final int TICKS = 600; // of 72 bytes: with them a batch is nearly full
    private static final int FRAME = 24 + 16;

    @TempDir
    static Path folder;

    @BeforeAll
    static void aTapeWithLargeRecordsAmongSmallOnes() {
        RecordDraft draft = new RecordDraft();
        TickEncoder tick = new TickEncoder();
        DepthSnapshotEncoder book = new DepthSnapshotEncoder();
        try (TapeWriter writer = TapeFolder.create(folder.resolve("tape"), 7, RollCycle.HOUR)) {
            int clock = writer.define(SourceKind.OUTSIDE, "clock", 1);
            int number = 0;
            for (int large = 0; large < 3; large++) {
                for (int i = 0; i < TICKS; i++) {
                    draft.begin(tick, 0).wallNanos(++number);
                    draft.source(clock, number);
                    writer.append(draft.buffer(), draft.length(), clock, number);
                }
                draft.begin(book, 0).lastUpdateId(++number);
                DepthSnapshotEncoder.BidsEncoder bids = book.bidsCount(LEVELS);
                for (int i = 0; i < LEVELS; i++) {
                    bids.next().price(i).quantity(large);
                }
                DepthSnapshotEncoder.AsksEncoder asks = book.asksCount(LEVELS);
                for (int i = 0; i < LEVELS; i++) {
                    asks.next().price(i).quantity(large);
                }
                assertThat(draft.length()).isBetween(RecordHeader.MAX_RECORD_LENGTH - 24, MIB);
                draft.source(clock, number);
                writer.append(draft.buffer(), draft.length(), clock, number);
            }
        }
    }

    /** Its state is a text of so many letters. */
    private record Wide(String name, int letters) implements Processor {
        @Override
        public void onRecord(RecordView record, Emitter out) {}

        @Override
        public void writeState(WireOut state) {
            state.write("text").text("x".repeat(letters));
        }

        @Override
        public void readState(WireIn state) {}
    }

    private static RemoteEndpoint endpoint(Processor account) {
        return new RemoteEndpoint(
                TapeFolder.open(folder.resolve("tape")),
                "127.0.0.1",
                0,
                4,
                new SecretSource.Variable("T").open(Map.of("T", TOKEN)),
                account,
                new SnapshotFolder(folder.resolve("none"), 1),
                "test",
                5_000_000_000L);
    }

    private static RemoteTape tape(RemoteEndpoint endpoint) {
        RemoteAddress address = new RemoteAddress("127.0.0.1", endpoint.port());
        return RemoteTape.open(address, TOKEN.getBytes(StandardCharsets.UTF_8), Patience.ONCE, message -> {});
    }

    @Test
    void recordsOfNearlyTheLongestLengthComeAsTheyAre() {
        DepthSnapshotDecoder book = new DepthSnapshotDecoder();
        int large = 0;
        try (RemoteEndpoint endpoint = endpoint(new Account());
                TapeReader here = TapeFolder.open(folder.resolve("tape")).reader();
                TapeReader there = tape(endpoint).reader()) {
            while (here.next()) {
                assertThat(there.next()).isTrue();
                assertThat(there.crc32c()).isEqualTo(here.crc32c()); // chained: of all bytes so far
                assertThat(there.record().length()).isEqualTo(here.record().length());
                if (there.record().templateId() == DepthSnapshotDecoder.TEMPLATE_ID) {
                    large++;
                    assertThat(there.record().decode(book).bids().count()).isEqualTo(LEVELS);
                }
            }
            assertThat(there.next()).isFalse();
            assertThat(large).isEqualTo(3);
            assertThat(endpoint.mostQueuedBytes())
                    .as("what was begun below the bound, and the record that goes over it")
                    .isBetween(MIB + 8L * 1024, (long) BATCH + 8 + MIB + FRAME);
        }
    }

    @Test
    void aStateOfThreeMebibytesIsAnsweredAndOneOfNearlyFour() {
        answered(3 * MIB);
        answered(4 * MIB - 2_048);
    }

    private static void answered(int letters) {
        try (RemoteEndpoint endpoint = endpoint(new Wide("account", letters))) {
            RemoteTape tape = tape(endpoint);
            for (int i = 0; i < 3; i++) {
                AccountAnswer answer = tape.account(10_000);
                assertThat(answer.sequence()).isGreaterThan(3 * TICKS);
                assertThat(answer.json()).contains("\"text\":\"" + "x".repeat(letters) + "\"");
            }
            assertThat(endpoint.mostQueuedBytes()).isBetween((long) letters, 4L * MIB);
        }
    }

    @Test
    void aLargerOneIsRefusedWithItsSize() {
        try (RemoteEndpoint endpoint = endpoint(new Wide("account", 4 * MIB))) {
            RemoteTape tape = tape(endpoint);
            assertThatThrownBy(() -> tape.account(10_000))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("the state has 4194")
                    .hasMessageContaining("expected at most 4193280");
        }
    }
}
