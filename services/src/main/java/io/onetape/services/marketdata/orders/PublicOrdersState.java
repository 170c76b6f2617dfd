package io.onetape.services.marketdata.orders;

import io.onetape.journal.fixed.Fixed8;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Public orders on a wire, by place. */
public final class PublicOrdersState {
    private PublicOrdersState() {}

    /** Keys: lastPlace, orders. */
    public static void write(PublicOrders orders, WireOut to) {
        to.write("lastPlace").int64(orders.lastPlace());
        List<Integer> byPlace = IntStream.range(0, orders.size())
                .boxed()
                .sorted(Comparator.comparingLong(orders::place))
                .toList();
        to.write("orders").sequence(byPlace, (numbers, out) -> {
            for (int number : numbers) {
                out.marshallable(wire -> write(orders, number, wire));
            }
        });
    }

    /** What {@link #write} wrote, into an empty one. */
    public static void read(PublicOrders orders, WireIn from) {
        orders.restore(from.read("lastPlace").int64());
        from.read("orders").sequence(orders, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> read(wire, to));
            }
        });
    }

    private static void write(PublicOrders orders, int number, WireOut to) {
        to.write("bid").bool(orders.bid(number));
        to.write("confirmed").bool(orders.isConfirmed(number));
        to.write("id").int64(orders.id(number));
        to.write("place").int64(orders.place(number));
        to.write("price").text(Fixed8.toString(orders.price(number)));
        to.write("quantity").text(Fixed8.toString(orders.quantity(number)));
    }

    private static void read(WireIn from, PublicOrders to) {
        boolean bid = from.read("bid").bool();
        boolean confirmed = from.read("confirmed").bool();
        long id = from.read("id").int64();
        long place = from.read("place").int64();
        long price = Fixed8.parse(String.valueOf(from.read("price").text()));
        to.restore(
                id,
                bid,
                price,
                Fixed8.parse(String.valueOf(from.read("quantity").text())),
                place,
                confirmed);
    }
}
