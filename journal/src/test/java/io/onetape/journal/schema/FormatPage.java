package io.onetape.journal.schema;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Writes the tables of {@code journal/FORMAT.md} from the schema: every event's bytes, for readers in any language. */
final class FormatPage {
    private static final Map<String, Integer> BYTES =
            Map.of("uint8", 1, "char", 1, "uint16", 2, "int32", 4, "uint32", 4, "int64", 8);

    private final Map<String, String> primitives = new TreeMap<>();
    private final Map<String, Integer> sizes = new TreeMap<>();
    private final StringBuilder page = new StringBuilder();
    private final Document schema;

    FormatPage(Path file) throws Exception {
        schema = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        BYTES.forEach((name, bytes) -> define(name, name, bytes));
        for (Element type :
                children((Element) schema.getElementsByTagName("types").item(0))) {
            if (type.getTagName().equals("type")) {
                String primitive = type.getAttribute("primitiveType");
                int count = type.hasAttribute("length") ? Integer.parseInt(type.getAttribute("length")) : 1;
                define(
                        type.getAttribute("name"),
                        primitive + (count > 1 ? "[" + count + "]" : ""),
                        BYTES.get(primitive) * count);
            } else if (type.getTagName().equals("enum")) {
                define(type.getAttribute("name"), "uint8", 1);
            }
        }
    }

    /** The tables of all events and all enumerations. */
    String tables() {
        NodeList messages = schema.getElementsByTagName("sbe:message");
        for (int i = 0; i < messages.getLength(); i++) {
            event((Element) messages.item(i));
        }
        page.append("## Enumerations\n\n| type | values |\n|---|---|\n");
        NodeList enums = schema.getElementsByTagName("enum");
        for (int i = 0; i < enums.getLength(); i++) {
            Element one = (Element) enums.item(i);
            List<String> values = new ArrayList<>();
            for (Element value : children(one)) {
                values.add(value.getTextContent().trim() + " " + value.getAttribute("name"));
            }
            page.append("| " + one.getAttribute("name") + " | " + String.join(", ", values) + " |\n");
        }
        return page.toString();
    }

    private void event(Element message) {
        page.append("### " + message.getAttribute("id") + " " + message.getAttribute("name") + "\n\n");
        if (message.hasAttribute("sinceVersion")) {
            page.append("Since version ")
                    .append(message.getAttribute("sinceVersion"))
                    .append(". ");
        }
        if (message.hasAttribute("description")) {
            page.append(message.getAttribute("description")).append(".\n\n");
        }
        List<Element> groups = block(message, 64, "offset in record");
        for (Element group : groups) {
            page.append("Group `" + group.getAttribute("name") + "`, each entry:\n\n");
            block(group, 0, "offset in entry");
        }
    }

    /** Writes one block's table and returns its groups. */
    private List<Element> block(Element block, int start, String offsetTitle) {
        List<Element> groups = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        StringBuilder rows = new StringBuilder();
        int at = start;
        for (Element field : children(block)) {
            String name = field.getAttribute("name");
            if (field.getTagName().equals("group")) {
                groups.add(field);
                behind.add("group `" + name + "`");
            } else if (field.getTagName().equals("data")) {
                behind.add("text `" + name + "`");
            } else {
                String type = field.getAttribute("type");
                String primitive = primitives.get(type);
                if (field.hasAttribute("offset")) {
                    at = start + Integer.parseInt(field.getAttribute("offset"));
                }
                String since = field.hasAttribute("sinceVersion")
                        ? "since version " + field.getAttribute("sinceVersion")
                                + (field.hasAttribute("description") ? ": " : "")
                        : "";
                rows.append(
                        "| " + at + " | " + name + " | " + type + (primitive.equals(type) ? "" : " (" + primitive + ")")
                                + " | " + since + field.getAttribute("description") + " |\n");
                at += sizes.get(type);
            }
        }
        if (rows.length() > 0) {
            page.append("| " + offsetTitle + " | field | type | meaning |\n|---|---|---|---|\n")
                    .append(rows)
                    .append('\n');
        }
        if (!behind.isEmpty()) {
            page.append("Behind it: ").append(String.join(", ", behind)).append(".\n\n");
        }
        return groups;
    }

    private void define(String name, String primitive, int size) {
        primitives.put(name, primitive);
        sizes.put(name, size);
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
