package io.onetape.services.remote;

import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.services.config.secret.Secret;
import io.onetape.services.remote.protocol.BadFrameException;
import io.onetape.services.remote.protocol.ChangedFrameException;
import io.onetape.services.remote.protocol.Frame;
import io.onetape.services.remote.protocol.FrameType;
import io.onetape.services.remote.protocol.FrameWriter;
import io.onetape.services.remote.protocol.Refusal;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one reader may ask for, once it has shown the token: records, places, whether the tape ends where it should, the account's state. */
final class ReaderConversation implements Listener.Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderConversation.class);
    private static final long HELLO_NANOS = 5_000_000_000L;

    private final TapeFolder tape;
    private final Secret token;
    private final Semaphore places;
    private final Frame frame = new Frame();
    private final TapeRequests requests;
    private final AccountRequests account;
    private final long idleNanos;
    private long askedNanos = System.nanoTime(); // when this reader has said something last
    private boolean welcome;
    private boolean over;

    /**
     * @param token stays the caller's
     * @param places one is held by each reader that was let in
     * @param idleNanos a reader that asks for nothing so long counts as gone; it may come again
     */
    ReaderConversation(TapeFolder tape, Secret token, Semaphore places, AccountView account, long idleNanos) {
        this.tape = tape;
        this.token = token;
        this.places = places;
        this.idleNanos = idleNanos;
        this.requests = new TapeRequests(tape);
        this.account = new AccountRequests(account);
    }

    @Override
    public void take(byte[] bytes, int length, FrameWriter answers) {
        askedNanos = System.nanoTime();
        try {
            frame.wrap(bytes, length);
            if (!welcome) {
                hello(answers);
                return;
            }
            switch (frame.type()) {
                case READ, PLACE, CHECK -> requests.answer(frame, answers);
                case ACCOUNT -> account.ask(frame.request(), answers);
                default -> refuse("expected a request, found " + frame.type(), answers);
            }
        } catch (BadFrameException | ChangedFrameException e) {
            answers.clear();
            refuse(String.valueOf(e.getMessage()), answers);
        } catch (RuntimeException e) {
            LOG.error("a request of a remote reader has failed", e);
            answers.clear();
            refuse(Refusal.FAILED, "the endpoint has failed; its log says why", answers);
        }
    }

    private void hello(FrameWriter answers) {
        if (frame.type() != FrameType.HELLO) {
            refuse("expected HELLO first, found " + frame.type(), answers);
            return;
        }
        long tapeId = tape.manifest().tapeId();
        boolean meantOne = frame.int32(8) == 1;
        if (!token.matches(frame.bytes(16, frame.int32(12)))) {
            LOG.warn("a remote reader was refused: its token is another one");
            refuse(Refusal.TOKEN, "expected this endpoint's token, found another one", answers);
        } else if (meantOne && frame.int64(0) != tapeId) {
            String expected = Long.toHexString(frame.int64(0));
            String found = Long.toHexString(tapeId);
            refuse(
                    Refusal.OTHER_TAPE,
                    "the tape has changed: expected tape " + expected + ", found tape " + found,
                    answers);
        } else if (!places.tryAcquire()) {
            refuse(Refusal.FULL, "as many readers are here as remote.maximumReaders allows", answers);
        } else {
            welcome = true;
            Base base = tape.base().orElse(new Base(0, 0, "", ""));
            answers.begin(FrameType.WELCOME, frame.request())
                    .int64(tapeId)
                    .int64(base.sequence())
                    .int32(base.crc32c())
                    .int32(tape.manifest().schemaVersion())
                    .end();
        }
    }

    @Override
    public void poll(FrameWriter answers) {
        long silent = System.nanoTime() - askedNanos;
        if (!welcome && silent > HELLO_NANOS) {
            refuse("expected HELLO within 5 s, found none", answers);
            return;
        }
        over |= silent > idleNanos;
        account.poll(answers);
    }

    @Override
    public void refuse(String reason, FrameWriter answers) {
        refuse(Refusal.PROTOCOL, reason, answers);
    }

    private void refuse(Refusal why, String reason, FrameWriter answers) {
        over = true;
        answers.begin(FrameType.REFUSED, 0)
                .int32(why.code())
                .int32(0)
                .text(reason)
                .end();
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        requests.close();
        if (welcome) {
            welcome = false;
            places.release();
        }
    }
}
