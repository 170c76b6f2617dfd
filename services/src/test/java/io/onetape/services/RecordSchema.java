package io.onetape.services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The layout of every record, read from {@code tape.xml} itself, so that tests can name fields in text. */
final class RecordSchema {
    /** One fixed-size field; {@code values} is empty but for enums. */
    record Field(String name, String type, int offset, int size, boolean optional, Map<String, Integer> values) {}

    /** A repeating group. */
    record Group(String name, int blockLength, List<Field> fields, List<String> texts) {}

    /** A record's body. */
    record Message(String name, int id, int blockLength, List<Field> fields, List<Group> groups, List<String> texts) {
        List<String> names() {
            List<String> names = new ArrayList<>(List.of("instrument"));
            fields.forEach(field -> names.add(field.name()));
            groups.forEach(group -> names.add(group.name()));
            names.addAll(texts);
            return names;
        }
    }

    private static final Map<String, Integer> PRIMITIVES =
            Map.of("int64", 8, "int32", 4, "uint32", 4, "uint16", 2, "uint8", 1, "char", 1);

    static final RecordSchema TAPE =
            read(Path.of(System.getProperty("onetape.root", ".."), "journal/src/main/sbe/tape.xml"));

    final int version;
    private final Map<String, Message> byName = new HashMap<>();
    private final Map<Integer, Message> byId = new HashMap<>();
    private final Map<String, Element> types = new HashMap<>();

    private RecordSchema(Element root) {
        version = Integer.parseInt(root.getAttribute("version"));
        for (Element child : children(root)) {
            if (child.getTagName().equals("types")) {
                children(child).forEach(type -> types.put(type.getAttribute("name"), type));
            } else {
                Message message = message(child);
                byName.put(message.name(), message);
                byId.put(message.id(), message);
            }
        }
    }

    Message message(String name) {
        Message found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("expected the name of a record, found '" + name + "'");
        }
        return found;
    }

    Message message(int templateId) {
        Message found = byId.get(templateId);
        if (found == null) {
            throw new IllegalArgumentException("expected a template of tape.xml, found " + templateId);
        }
        return found;
    }

    private static RecordSchema read(Path file) {
        try {
            return new RecordSchema(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement());
        } catch (Exception e) {
            throw new IllegalStateException("cannot read " + file.toAbsolutePath(), e);
        }
    }

    private Message message(Element from) {
        Group body = group(from);
        List<Group> groups = new ArrayList<>();
        for (Element child : children(from)) {
            if (child.getTagName().equals("group")) {
                groups.add(group(child));
            }
        }
        int id = Integer.parseInt(from.getAttribute("id"));
        return new Message(body.name(), id, body.blockLength(), body.fields(), groups, body.texts());
    }

    private Group group(Element from) {
        List<Field> fields = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        int offset = 0;
        for (Element child : children(from)) {
            if (child.getTagName().equals("field")) {
                String given = child.getAttribute("offset");
                Field field = field(child, given.isEmpty() ? offset : Integer.parseInt(given));
                fields.add(field);
                offset = field.offset() + field.size();
            } else if (child.getTagName().equals("data")) {
                texts.add(child.getAttribute("name"));
            }
        }
        return new Group(from.getAttribute("name"), offset, fields, texts);
    }

    private Field field(Element from, int offset) {
        String type = from.getAttribute("type");
        Element definition = types.get(type);
        Map<String, Integer> values = new LinkedHashMap<>();
        String primitive = type;
        int length = 1;
        boolean optional = false;
        if (definition != null && definition.getTagName().equals("enum")) {
            primitive = definition.getAttribute("encodingType");
            children(definition)
                    .forEach(value -> values.put(value.getAttribute("name"), Integer.valueOf(value.getTextContent())));
        } else if (definition != null) {
            primitive = definition.getAttribute("primitiveType");
            optional = definition.getAttribute("presence").equals("optional");
            length = definition.hasAttribute("length") ? Integer.parseInt(definition.getAttribute("length")) : 1;
        }
        int size = PRIMITIVES.get(primitive) * length;
        return new Field(from.getAttribute("name"), type, offset, size, optional, values);
    }

    private static List<Element> children(Element of) {
        List<Element> children = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
