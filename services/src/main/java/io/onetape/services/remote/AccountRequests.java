package io.onetape.services.remote;

import io.onetape.services.remote.protocol.Frame;
import io.onetape.services.remote.protocol.FrameType;
import io.onetape.services.remote.protocol.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One reader's questions about the account that are not answered yet, by their ids; a few at a time. Single-threaded. */
final class AccountRequests {
    private record Pending(long request, CompletableFuture<AccountView.State> answer) {}

    private static final int MOST = 8;
    private static final int MOST_BYTES = Frame.MAX_ANSWER - 1024;

    private final AccountView account;
    private final List<Pending> pending = new ArrayList<>();

    AccountRequests(AccountView account) {
        this.account = account;
    }

    void ask(long request, FrameWriter answers) {
        if (pending.size() >= MOST) {
            failed(request, "expected at most " + MOST + " questions at a time, found more", answers);
            return;
        }
        account.ask()
                .ifPresentOrElse(
                        answer -> pending.add(new Pending(request, answer)),
                        () -> failed(request, "too many readers ask at the same time; ask again later", answers));
    }

    /** Appends one answer that has become known. */
    void poll(FrameWriter answers) {
        for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
            Pending next = all.next();
            if (next.answer.isDone()) {
                all.remove();
                answer(next, answers);
                return;
            }
        }
    }

    private static void answer(Pending next, FrameWriter answers) {
        try {
            AccountView.State state = next.answer.join();
            byte[] json = state.json().getBytes(StandardCharsets.UTF_8);
            if (json.length > MOST_BYTES) {
                failed(
                        next.request,
                        "the state has " + json.length + " bytes, expected at most " + MOST_BYTES,
                        answers);
                return;
            }
            answers.begin(FrameType.STATE, next.request)
                    .int64(state.sequence())
                    .bytes(json)
                    .end();
        } catch (CompletionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            failed(next.request, String.valueOf(why.getMessage()), answers);
        }
    }

    private static void failed(long request, String why, FrameWriter answers) {
        answers.begin(FrameType.FAILED, request).text(why).end();
    }
}
