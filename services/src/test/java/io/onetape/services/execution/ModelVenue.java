package io.onetape.services.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Emitted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A venue and its gateway, by the plainest means: whole lots, a book that is one bid and one ask. Requests arrive in order, what it says leaves in order, replies
 * may be lost (NO_REPLY, and the truth later), stream events may come twice. It is the truth against which execution's view is held.
 */
final class ModelVenue {
    static final class Live {
        final String name; // mm1-7
        final int attempt;
        final boolean buy;
        final long id;
        int quantity;
        int filled;
        int price;
        boolean open = true;

        Live(String name, int attempt, boolean buy, long id, int quantity, int price) {
            this.name = name;
            this.attempt = attempt;
            this.buy = buy;
            this.id = id;
            this.quantity = quantity;
            this.price = price;
        }

        int leaves() {
            return quantity - filled;
        }
    }

    private final Random random;
    private final Deque<Emitted> inbox = new ArrayDeque<>();
    private final Deque<String> outbox = new ArrayDeque<>();
    private final List<Runnable> questions = new ArrayList<>();
    private final Map<String, Live> byAttempt = new TreeMap<>();
    private final Map<String, Integer> filled = new TreeMap<>();
    private long lastId;
    private long lastTrade;
    int bid = 100;
    int ask = 102;
    boolean losesReplies;

    ModelVenue(Random random, boolean losesReplies) {
        this.random = random;
        this.losesReplies = losesReplies;
    }

    void receive(Emitted request) {
        inbox.add(request);
    }

    /** What has been filled of an order, by all attempts. */
    int filled(String name) {
        return filled.getOrDefault(name, 0);
    }

    List<Live> open() {
        return byAttempt.values().stream().filter(order -> order.open).toList();
    }

    boolean isQuiet() {
        return inbox.isEmpty() && outbox.isEmpty() && questions.isEmpty();
    }

    void moveBook() {
        bid = Math.max(90, Math.min(110, bid + random.nextInt(5) - 2));
        ask = bid + 1 + random.nextInt(3);
        for (Live order : open()) {
            if (order.buy ? order.price >= ask : order.price <= bid) {
                fill(order, order.leaves(), "MAKER");
            }
        }
        outbox.add("BookTop instrument=1 status=" + (random.nextInt(8) == 0 ? "GAP" : "VALID") + " bid=" + bid + " ask="
                + ask);
    }

    void settleBook() {
        outbox.add("BookTop instrument=1 status=VALID bid=" + bid + " ask=" + ask);
    }

    /** Does one thing of its own. */
    void act() {
        List<Live> open = open();
        switch (random.nextInt(4)) {
            case 0 -> {
                if (!open.isEmpty()) {
                    Live order = open.get(random.nextInt(open.size()));
                    fill(order, 1 + random.nextInt(order.leaves()), "MAKER");
                }
            }
            case 1 -> answerQuestion();
            default -> process();
        }
    }

    void answerQuestion() {
        if (!questions.isEmpty()) {
            questions.remove(random.nextInt(questions.size())).run();
        }
    }

    void process() {
        Emitted request = inbox.poll();
        if (request == null) {
            return;
        }
        String name = request.get("strategy") + "-" + request.get("intent");
        int attempt = Integer.parseInt(request.get("attempt"));
        switch (request.name()) {
            case "SubmitOrder" -> submit(request, name, attempt);
            case "SubmitCancel" -> cancel(name, attempt);
            default -> amend(request, name, attempt);
        }
    }

    private void submit(Emitted request, String name, int attempt) {
        assertThat(open().stream().filter(order -> order.name.equals(name)))
                .as("open orders of %s when attempt %d arrives", name, attempt)
                .isEmpty();
        boolean buy = request.get("side").equals("BUY");
        String timeInForce = request.get("timeInForce");
        boolean market = request.get("orderType").equals("MARKET");
        int quantity = Integer.parseInt(request.get("quantity"));
        int price = market ? (buy ? ask + 100 : 1) : Integer.parseInt(request.get("price"));
        if (losesReplies && random.nextInt(12) == 0) { // it never arrives
            reply(name, attempt, "NO_REPLY", "");
            questions.add(() -> reply(name, attempt, "REJECTED", "reason=VENUE"));
            return;
        }
        boolean crosses = buy ? price >= ask : price <= bid;
        if (timeInForce.equals("GTX") && (crosses || random.nextInt(15) == 0)) {
            reply(name, attempt, "REJECTED", "reason=POST_ONLY_WOULD_CROSS");
            return;
        }
        Live order = new Live(name, attempt, buy, ++lastId, quantity, price);
        byAttempt.put(name + "/" + attempt, order);
        if (losesReplies && random.nextInt(12) == 0) {
            reply(name, attempt, "NO_REPLY", "");
            ask(order);
        } else {
            reply(name, attempt, "ACCEPTED", "venueOrderId=" + order.id + " leaves=" + quantity + " price=" + price);
        }
        if (crosses) {
            fill(order, random.nextBoolean() ? order.leaves() : 1 + random.nextInt(order.leaves()), "TAKER");
        }
        if (timeInForce.equals("IOC") && order.open) {
            order.open = false;
            reply(name, attempt, "EXPIRED", "reason=NO_LIQUIDITY venueOrderId=" + order.id);
        }
    }

    private void cancel(String name, int attempt) {
        Live order = byAttempt.get(name + "/" + attempt);
        boolean lost = losesReplies && random.nextInt(8) == 0;
        if (lost && random.nextBoolean()) { // it never arrives
            reply(name, attempt, "NO_REPLY", "");
            ask(name, attempt);
            return;
        }
        if (order == null || !order.open) {
            reply(name, attempt, "CANCEL_REJECTED", "reason=UNKNOWN_ORDER");
            return;
        }
        order.open = false;
        if (lost) {
            reply(name, attempt, "NO_REPLY", "");
            ask(order);
        } else {
            reply(name, attempt, "CANCELED", "reason=REQUESTED venueOrderId=" + order.id);
        }
    }

    private void amend(Emitted request, String name, int attempt) {
        Live order = byAttempt.get(name + "/" + attempt);
        int quantity = Integer.parseInt(request.get("quantity"));
        boolean fits = order != null && order.open && quantity > order.filled && random.nextInt(6) > 0;
        if (fits) {
            order.quantity = quantity;
            order.price = Integer.parseInt(request.get("price"));
        }
        Runnable answer = () -> {
            if (fits) {
                reply(name, attempt, "AMENDED", "reason=NONE price=" + order.price + " leaves=" + order.leaves());
            } else {
                boolean gone = order == null || !order.open;
                reply(name, attempt, "AMEND_REJECTED", "reason=" + (gone ? "UNKNOWN_ORDER" : "VENUE"));
            }
        };
        if (losesReplies && random.nextInt(8) == 0) {
            reply(name, attempt, "NO_REPLY", "");
            questions.add(answer);
            ask(name, attempt); // last, as the gateway must not leave an order in doubt
        } else {
            answer.run();
        }
    }

    private void ask(String name, int attempt) {
        Live order = byAttempt.get(name + "/" + attempt);
        if (order != null) {
            ask(order);
        }
    }

    /** The gateway asks about a client id: what rests, or how it has ended. */
    private void ask(Live order) {
        questions.add(() -> {
            String id = " venueOrderId=" + order.id;
            if (order.open) {
                reply(order.name, order.attempt, "ACCEPTED", "price=" + order.price + " leaves=" + order.leaves() + id);
            } else if (order.leaves() > 0) {
                reply(order.name, order.attempt, "CANCELED", "reason=VENUE" + id);
            }
        });
    }

    private void fill(Live order, int quantity, String liquidity) {
        order.filled += quantity;
        order.open = order.leaves() > 0;
        filled.merge(order.name, quantity, Integer::sum);
        outbox.add("Fill " + order.name + " instrument=1 side=" + (order.buy ? "BUY" : "SELL") + " price=" + order.price
                + " quantity=" + quantity + " cumulativeQuantity=" + order.filled + " venueOrderId=" + order.id
                + " venueTradeId=" + ++lastTrade + " liquidity=" + liquidity);
    }

    private void reply(String name, int attempt, String kind, String more) {
        String reason = more.contains("reason=") ? "" : " reason=" + (kind.equals("NO_REPLY") ? "NO_REPLY" : "NONE");
        outbox.add("VenueReply " + name + " instrument=1 attempt=" + attempt + " kind=" + kind + reason + " " + more);
    }

    /** The next thing that it says, or null. */
    @org.jspecify.annotations.Nullable String next() {
        return outbox.poll();
    }

    /** Says it out of turn. */
    @org.jspecify.annotations.Nullable String any() {
        if (outbox.isEmpty()) {
            return null;
        }
        List<String> all = new ArrayList<>(outbox);
        String one = all.get(random.nextInt(Math.min(4, all.size())));
        outbox.removeFirstOccurrence(one);
        return one;
    }
}
