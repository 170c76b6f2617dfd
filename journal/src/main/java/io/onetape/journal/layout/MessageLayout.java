package io.onetape.journal.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body of one type of record: a block of fixed-size fields, then groups, then texts. */
public record MessageLayout(
        String name,
        int templateId,
        int blockLength,
        List<FieldLayout> fields,
        List<GroupLayout> groups,
        List<TextLayout> texts) {
    /** The fixed-size field with this name. */
    public Optional<FieldLayout> field(String wanted) {
        return fields.stream().filter(f -> f.name().equals(wanted)).findFirst();
    }

    /** The text's place among the texts, or -1. */
    public int textIndex(String wanted) {
        return indexOf(texts.stream().map(TextLayout::name).toList(), wanted);
    }

    /** The group's place among the groups, or -1. */
    public int groupIndex(String wanted) {
        return indexOf(groups.stream().map(GroupLayout::name).toList(), wanted);
    }

    /** Names of all fields, groups and texts, in schema order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        fields.forEach(field -> names.add(field.name()));
        groups.forEach(group -> names.add(group.name()));
        texts.forEach(text -> names.add(text.name()));
        return names;
    }

    private static int indexOf(List<String> names, String wanted) {
        return names.indexOf(wanted);
    }
}
