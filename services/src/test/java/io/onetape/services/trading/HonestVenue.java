package io.onetape.services.trading;

import io.onetape.services.Emitted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A venue that takes whole lots, answers every request in order and fills what it likes. Requests and answers are on their way for a while, and a fill may be
 * delivered a second time. It is the truth against which everybody's view is held.
 */
final class HonestVenue {
    private static final class Live {
        private final String name;
        private final boolean buy;
        private final long id;
        private int quantity;
        private int price;
        private int filled;
        private boolean open = true;

        private Live(String name, boolean buy, long id, int quantity, int price) {
            this.name = name;
            this.buy = buy;
            this.id = id;
            this.quantity = quantity;
            this.price = price;
        }
    }

    private final Random random;
    private final Deque<Emitted> inbox = new ArrayDeque<>();
    private final Deque<String> outbox = new ArrayDeque<>();
    private final Map<String, Live> orders = new TreeMap<>();
    private long lastTrade;
    private int position;
    int amended;
    int mostFilled; // of one order

    HonestVenue(Random random) {
        this.random = random;
    }

    int position() {
        return position;
    }

    boolean isQuiet() {
        return inbox.isEmpty() && outbox.isEmpty();
    }

    void receive(Emitted request) {
        inbox.add(request);
    }

    /** Handles one request, or fills a part of one order, if there is any. */
    void act() {
        List<Live> open = orders.values().stream().filter(order -> order.open).toList();
        if (!open.isEmpty() && random.nextInt(5) == 0) {
            Live order = open.get(random.nextInt(open.size()));
            fill(order, 1 + random.nextInt(Math.min(4, order.quantity - order.filled)));
        } else {
            handle();
        }
    }

    /** The next thing that it says, or null. */
    @Nullable String next() {
        String fact = outbox.poll();
        if (fact != null && fact.startsWith("Fill") && random.nextInt(3) == 0) {
            outbox.add(fact); // once more, later
        }
        return fact;
    }

    /** The furthest that the position can come in this direction by all that is here or on its way here. */
    int worst(boolean buys) {
        Map<String, Integer> most = new TreeMap<>();
        for (Live order : orders.values()) {
            if (order.open && order.buy == buys) {
                most.put(order.name, order.quantity);
            }
        }
        for (Emitted request : inbox) {
            boolean submits =
                    request.name().equals("SubmitOrder") && request.get("side").equals(buys ? "BUY" : "SELL");
            boolean amends = request.name().equals("SubmitAmend") && most.containsKey(name(request));
            if (submits || amends) {
                most.merge(name(request), Integer.parseInt(request.get("quantity")), Math::max);
            }
        }
        int size = 0;
        for (Map.Entry<String, Integer> order : most.entrySet()) {
            Live live = orders.get(order.getKey());
            size += order.getValue() - (live == null ? 0 : live.filled);
        }
        return position + (buys ? size : -size);
    }

    private void handle() {
        Emitted request = inbox.poll();
        if (request == null) {
            return;
        }
        String name = name(request);
        switch (request.name()) {
            case "SubmitOrder" -> {
                boolean buy = request.get("side").equals("BUY");
                Live order =
                        new Live(name, buy, orders.size() + 1L, number(request, "quantity"), number(request, "price"));
                orders.put(name, order);
                reply(name, "ACCEPTED", "NONE", " venueOrderId=" + order.id);
            }
            case "SubmitAmend" -> amend(orders.get(name), request);
            default -> cancel(orders.get(name));
        }
    }

    private void amend(Live order, Emitted request) {
        int quantity = number(request, "quantity");
        if (!order.open || quantity <= order.filled || random.nextInt(6) == 0) {
            reply(order.name, "AMEND_REJECTED", order.open ? "VENUE" : "UNKNOWN_ORDER", "");
            return;
        }
        amended++;
        order.quantity = quantity;
        order.price = number(request, "price");
        reply(order.name, "AMENDED", "NONE", " price=" + order.price + " leaves=" + (quantity - order.filled));
    }

    private void cancel(Live order) {
        reply(order.name, order.open ? "CANCELED" : "CANCEL_REJECTED", order.open ? "REQUESTED" : "UNKNOWN_ORDER", "");
        order.open = false;
    }

    private void fill(Live order, int quantity) {
        order.filled += quantity;
        order.open = order.filled < order.quantity;
        position += order.buy ? quantity : -quantity;
        outbox.add("Fill " + order.name + " instrument=1 side=" + (order.buy ? "BUY" : "SELL") + " price=" + order.price
                + " quantity=" + quantity + " cumulativeQuantity=" + order.filled + " venueOrderId=" + order.id
                + " venueTradeId=" + ++lastTrade);
        mostFilled = Math.max(mostFilled, order.filled);
    }

    private void reply(String name, String kind, String reason, String more) {
        outbox.add("VenueReply " + name + " instrument=1 attempt=1 kind=" + kind + " reason=" + reason + more);
    }

    private static String name(Emitted record) {
        return record.get("strategy") + "-" + record.get("intent");
    }

    private static int number(Emitted record, String field) {
        return Integer.parseInt(record.get(field));
    }
}
