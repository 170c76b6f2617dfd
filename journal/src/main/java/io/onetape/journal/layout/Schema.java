package io.onetape.journal.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The layouts of all records. Immutable. */
public final class Schema {
    private static final String FILE = "/io/onetape/journal/schema/tape.sbeir";
    private static final int MAX_TEMPLATE_ID = 1023;

    private static final class Tape {
        static final Schema SCHEMA = load();
    }

    private final List<MessageLayout> messages;
    private final @Nullable MessageLayout[] byTemplateId = new MessageLayout[MAX_TEMPLATE_ID + 1];

    private Schema(List<MessageLayout> messages) {
        this.messages = messages.stream()
                .sorted(Comparator.comparingInt(MessageLayout::templateId))
                .toList();
        for (MessageLayout message : messages) {
            byTemplateId[message.templateId()] = message;
        }
    }

    /** The schema that this program was built with. */
    public static Schema tape() {
        return Tape.SCHEMA;
    }

    /** All, by template id. */
    public List<MessageLayout> messages() {
        return messages;
    }

    /** The layout of this template; empty for one of a newer schema. */
    public Optional<MessageLayout> message(int templateId) {
        return Optional.ofNullable(find(templateId));
    }

    /** The layout of the record with this name, in any case. */
    public Optional<MessageLayout> message(String name) {
        return messages.stream().filter(m -> m.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The name of this template's records; {@code Template99} for one of a newer schema. */
    public String nameOf(int templateId) {
        MessageLayout known = find(templateId);
        return known == null ? "Template" + templateId : known.name();
    }

    /** Names of all records, by template id. */
    public List<String> names() {
        return Arrays.asList(messages.stream().map(MessageLayout::name).toArray(String[]::new));
    }

    @Nullable MessageLayout find(int templateId) {
        return templateId >= 0 && templateId <= MAX_TEMPLATE_ID ? byTemplateId[templateId] : null;
    }

    private static Schema load() {
        try (InputStream in = Schema.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("expected " + FILE + " on the class path");
            }
            return new Schema(new IrReader(in.readAllBytes()).messages());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
