package io.onetape.services.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.record.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OrderTableTest {
    private static final long MM1 = OrderId.strategy("mm1");
    private static final long MM10 = OrderId.strategy("mm10");
    private static final long ARB = OrderId.strategy("arb");

    @Test
    void ordersStandByTheLettersOfTheNameThenByIntent() {
        OrderTable<String> table = new OrderTable<>();
        table.add(MM10, 1, "mm10-1");
        table.add(MM1, 12, "mm1-12");
        table.add(MM1, 2, "mm1-2");
        table.add(ARB, 7, "arb-7");
        assertThat(all(table)).containsExactly("arb-7", "mm1-2", "mm1-12", "mm10-1");
        assertThat(table.find(MM1, 3)).isNull();
        assertThat(table.remove(MM1, 2)).isEqualTo("mm1-2");
        assertThat(all(table)).containsExactly("arb-7", "mm1-12", "mm10-1");
    }

    @Test
    void aNameIsTakenOnceAndRemovedOnce() {
        OrderTable<String> table = new OrderTable<>();
        table.add(MM1, 1, "first");
        assertThatThrownBy(() -> table.add(MM1, 1, "second")).hasMessageContaining("found intent 1");
        table.remove(MM1, 1);
        assertThatThrownBy(() -> table.remove(MM1, 1)).hasMessageContaining("found nothing");
    }

    @Test
    void itAgreesWithASortedMap() {
        long seed = 20_240_107;
        Random random = new Random(seed);
        OrderTable<Long> table = new OrderTable<>();
        TreeMap<Long, Long> expected = new TreeMap<>();
        for (int step = 0; step < 5_000; step++) {
            long intent = random.nextInt(200);
            if (expected.containsKey(intent)) {
                assertThat(table.remove(MM1, intent)).as("seed %d", seed).isEqualTo(expected.remove(intent));
            } else {
                table.add(MM1, intent, intent * 10);
                expected.put(intent, intent * 10);
            }
        }
        assertThat(all(table)).as("seed %d", seed).containsExactlyElementsOf(expected.values());
    }

    private static <T> List<T> all(OrderTable<T> table) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            all.add(table.get(i));
        }
        return all;
    }
}
