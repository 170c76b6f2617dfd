package io.onetape.services.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.account.Account;
import io.onetape.services.config.secret.Secret;
import io.onetape.services.config.secret.SecretSource;
import io.onetape.services.remote.client.Patience;
import io.onetape.services.remote.client.RemoteAddress;
import io.onetape.services.remote.client.RemoteException;
import io.onetape.services.remote.client.RemoteTape;
import io.onetape.services.remote.protocol.Frame;
import io.onetape.services.remote.protocol.FrameType;
import io.onetape.services.remote.protocol.FrameWriter;
import io.onetape.services.remote.protocol.Refusal;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint against readers that do not behave, by raw sockets. Long: one list of misbehaviours. */
@Timeout(60)
final class RemoteEndpointTest {
    private static final String TOKEN = "a-token-of-the-tests";
    private static final int RECORDS = 20_000;
    private static final int MOST_WAITING = 64 * 1024; // an answer of small records

    @TempDir
    static Path folder;

    @BeforeAll
    static void aTapeOfTwoMegabytes() {
        RecordDraft draft = new RecordDraft();
        TickEncoder tick = new TickEncoder();
        try (TapeWriter writer = TapeFolder.create(folder.resolve("tape"), 7, RollCycle.HOUR)) {
            int clock = writer.define(SourceKind.OUTSIDE, "clock", 1);
            long last = 0;
            for (int i = 1; last < RECORDS; i++) {
                draft.begin(tick, 0).wallNanos(i);
                draft.source(clock, i);
                last = writer.append(draft.buffer(), draft.length(), clock, i);
            }
        }
    }

    private static RemoteEndpoint endpoint(int readers, Processor account, long patienceNanos) {
        return new RemoteEndpoint(
                TapeFolder.open(folder.resolve("tape")),
                "127.0.0.1",
                0,
                readers,
                new SecretSource.Variable("T").open(Map.of("T", TOKEN)),
                account,
                new SnapshotFolder(folder.resolve("none"), 1),
                "test",
                patienceNanos);
    }

    private static RemoteEndpoint endpoint(int readers) {
        return endpoint(readers, new Account(), 5_000_000_000L);
    }

    private static RemoteTape tape(RemoteEndpoint endpoint) {
        RemoteAddress address = new RemoteAddress("127.0.0.1", endpoint.port());
        return RemoteTape.open(address, TOKEN.getBytes(StandardCharsets.UTF_8), Patience.ONCE, message -> {});
    }

    /** A socket, and the frames that come over it. */
    private static final class Raw implements AutoCloseable {
        private final Socket socket = new Socket();
        private final FrameWriter out = new FrameWriter();
        private final Frame frame = new Frame();

        Raw(RemoteEndpoint endpoint) throws IOException {
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()));
        }

        Raw hello(String token) throws IOException {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            out.begin(FrameType.HELLO, 1).int64(0).int32(0).int32(bytes.length).bytes(bytes);
            return send();
        }

        Raw read(long request, long from) throws IOException {
            out.begin(FrameType.READ, request).int64(from).int32(Integer.MAX_VALUE);
            return send();
        }

        Raw send() throws IOException {
            out.end();
            socket.getOutputStream().write(out.array(), 0, out.length());
            out.clear();
            return this;
        }

        Raw send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            return this;
        }

        Frame next() throws IOException {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] head = new byte[Frame.LENGTH_BYTES];
            in.readFully(head);
            int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
            byte[] whole = new byte[Frame.LENGTH_BYTES + length];
            System.arraycopy(head, 0, whole, 0, head.length);
            in.readFully(whole, head.length, length);
            return frame.wrap(whole, whole.length);
        }

        boolean isAtEnd() throws IOException {
            return socket.getInputStream().read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void assertRefused(Frame frame, Refusal why, String reason) {
        assertThat(frame.type()).isEqualTo(FrameType.REFUSED);
        assertThat(Refusal.of(frame.int32(0))).isEqualTo(why);
        assertThat(frame.text(8)).contains(reason);
    }

    private static long count(RemoteTape tape) {
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                // counted by their numbers
            }
            return reader.number();
        }
    }

    @Test
    void aReaderThatTakesNothingCostsOneAnswerAndHindersNobody() throws Exception {
        int requests = 300; // answers of 14 MB
        try (RemoteEndpoint endpoint = endpoint(4);
                Raw slow = new Raw(endpoint).hello(TOKEN)) {
            assertThat(slow.next().type()).isEqualTo(FrameType.WELCOME);
            for (int i = 2; i < 2 + requests; i++) {
                slow.read(i, 1 + i);
            }

            assertThat(count(tape(endpoint))).isEqualTo(RECORDS);
            assertThat(endpoint.mostQueuedBytes()).isBetween(1L, (long) MOST_WAITING);

            for (int i = 2; i < 2 + requests; i++) { // and nothing of its own is lost
                Frame frame = slow.next();
                assertThat(frame.type()).isEqualTo(FrameType.RECORDS);
                assertThat(frame.request()).isEqualTo(i);
                assertThat(frame.int64(0)).isEqualTo(1 + i);
            }
            assertThat(endpoint.mostQueuedBytes()).isLessThanOrEqualTo(MOST_WAITING);
        }
    }

    @Test
    void whatIsNoFrameIsRefusedAndTheConnectionEnds() throws Exception {
        try (RemoteEndpoint endpoint = endpoint(4)) {
            try (Raw web = new Raw(endpoint).send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))) {
                assertRefused(web.next(), Refusal.PROTOCOL, "expected a frame of 20 to 4096 bytes");
                assertThat(web.isAtEnd()).isTrue();
            }
            byte[] zeros = new byte[24];
            zeros[0] = 20;
            try (Raw other = new Raw(endpoint).send(zeros)) {
                assertRefused(other.next(), Refusal.PROTOCOL, "expected the magic number 544f, found 0");
                assertThat(other.isAtEnd()).isTrue();
            }
            try (Raw eager = new Raw(endpoint).read(1, 1)) {
                assertRefused(eager.next(), Refusal.PROTOCOL, "expected HELLO first, found READ");
                assertThat(eager.isAtEnd()).isTrue();
            }
            try (Raw odd = new Raw(endpoint).hello(TOKEN)) {
                odd.next();
                odd.out.begin(FrameType.WELCOME, 2);
                assertRefused(odd.send().next(), Refusal.PROTOCOL, "expected a request, found WELCOME");
                assertThat(odd.isAtEnd()).isTrue();
            }
            assertThat(count(tape(endpoint))).isEqualTo(RECORDS);
        }
    }

    @Test
    void anotherTokenIsRefused() throws Exception {
        try (RemoteEndpoint endpoint = endpoint(4)) {
            for (String token : List.of("", TOKEN + "x", TOKEN.substring(1))) {
                try (Raw stranger = new Raw(endpoint).hello(token)) {
                    assertRefused(stranger.next(), Refusal.TOKEN, "found another one");
                    assertThat(stranger.isAtEnd()).isTrue();
                }
            }
        }
    }

    @Test
    void connectionsAreBoundedAndThePlaceOfOneThatEndsIsFree() throws Exception {
        List<Raw> readers = new ArrayList<>();
        try (RemoteEndpoint endpoint = endpoint(2)) {
            for (int i = 0; i < 2; i++) {
                readers.add(new Raw(endpoint).hello(TOKEN));
                assertThat(readers.get(i).next().type()).isEqualTo(FrameType.WELCOME);
            }
            try (Raw third = new Raw(endpoint).hello(TOKEN)) {
                assertRefused(third.next(), Refusal.FULL, "remote.maximumReaders");
            }
            List<Raw> silent = new ArrayList<>();
            for (int i = 0; i < 50; i++) { // more than may be silent at a time: the last are closed unheard
                silent.add(new Raw(endpoint));
            }
            assertThat(silent.get(49).isAtEnd()).isTrue();
            for (Raw one : silent) {
                one.close();
            }
            readers.get(0).close();
            awaitPlace(endpoint);
        } finally {
            for (Raw reader : readers) {
                reader.close();
            }
        }
    }

    private static void awaitPlace(RemoteEndpoint endpoint) throws IOException {
        for (int i = 0; i < 1_000; i++) {
            try (Raw next = new Raw(endpoint).hello(TOKEN)) {
                if (next.next().type() == FrameType.WELCOME) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(1_000_000); // closed unheard
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("the place of a reader that ended is not free");
    }

    /** Takes its time. */
    private record Slow(String name) implements Processor {
        @Override
        public void onRecord(RecordView record, Emitter out) {
            LockSupport.parkNanos(1_000_000);
        }

        @Override
        public void writeState(WireOut state) {}

        @Override
        public void readState(WireIn state) {}
    }

    @Test
    void aQuestionFailsWithAReasonWhileTheStateIsRebuilt() {
        try (RemoteEndpoint endpoint = endpoint(4, new Slow("account"), 50_000_000L)) {
            RemoteTape tape = tape(endpoint);

            assertThatThrownBy(() -> tape.account(30_000))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("the account's state is still being rebuilt");
            assertThatThrownBy(() -> tape.account(1))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("within 1 ms");
        }
    }

    @Test
    void aReaderThatHasGoneWithoutAWordGivesItsPlaceBack() {
        TapeFolder tape = TapeFolder.open(folder.resolve("tape"));
        Semaphore places = new Semaphore(1);
        Secret token = new SecretSource.Variable("T").open(Map.of("T", TOKEN));
        SnapshotFolder none = new SnapshotFolder(folder.resolve("none"), 1);
        FrameWriter frames = new FrameWriter();
        byte[] bytes = TOKEN.getBytes(StandardCharsets.UTF_8);
        frames.begin(FrameType.HELLO, 1).int64(0).int32(0).int32(bytes.length).bytes(bytes);
        frames.end();
        try (token;
                AccountView account = new AccountView(tape, none, new Account(), "test", 1);
                ReaderConversation conversation = new ReaderConversation(tape, token, places, account, 20_000_000L)) {
            conversation.take(frames.array(), frames.length(), new FrameWriter());
            assertThat(places.availablePermits()).isZero();
            assertThat(conversation.isOver()).isFalse();

            LockSupport.parkNanos(30_000_000L);
            conversation.poll(new FrameWriter());

            assertThat(conversation.isOver()).isTrue();
        }
        assertThat(places.availablePermits()).isEqualTo(1);
    }

    @Test
    void aPlaceBehindTheEndIsToldFromOneThatIsNotThereYet() throws Exception {
        try (RemoteEndpoint endpoint = endpoint(4);
                Raw reader = new Raw(endpoint).hello(TOKEN)) {
            reader.next();
            Frame next = reader.read(2, RECORDS + 1).next();
            assertThat(next.type()).isEqualTo(FrameType.RECORDS);
            assertThat(next.int32(8)).isZero();

            Frame behind = reader.read(3, RECORDS + 2).next();
            assertThat(behind.type()).isEqualTo(FrameType.FAILED);
            assertThat(behind.text(0)).contains("none after " + RECORDS);
        }
    }
}
