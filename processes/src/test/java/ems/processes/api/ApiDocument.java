package ems.processes.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;

/** The OpenAPI document as it ships: its operations, with references followed, and its schemas as JSON Schema. */
public final class ApiDocument {

    private static final Path FILE = Path.of("src/main/resources/META-INF/openapi.yaml");
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    public static ApiDocument shipped() {
        try {
            return new ApiDocument(new YAMLMapper().readTree(Files.readString(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One method of one address. */
    public record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {

        public String id() {
            return node.path("operationId").asText();
        }

        /** Right that it needs, {@code own:} before it where the own party is enough; empty: none. */
        public String needs() {
            return node.path("x-needs").asText();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry -> operations.add(new Operation(
                                entry.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                entry.getValue(),
                                stream(entry.getValue().path("parameters"))
                                        .map(this::followed)
                                        .toList()))));
        return operations;
    }

    public Map<String, Operation> byId() {
        return operations().stream()
                .collect(Collectors.toMap(Operation::id, each -> each, (a, b) -> a, LinkedHashMap::new));
    }

    /** By status. */
    public Map<String, JsonNode> responses(Operation operation) {
        Map<String, JsonNode> responses = new LinkedHashMap<>();
        operation
                .node()
                .path("responses")
                .properties()
                .forEach(entry -> responses.put(entry.getKey(), followed(entry.getValue())));
        return responses;
    }

    JsonNode schemas() {
        return root.at("/components/schemas");
    }

    /** What is wrong with a value, by its schema in the document; empty: nothing. */
    public List<String> faults(JsonNode schema, JsonNode value) {
        var whole = (ObjectNode) translated(schema);
        whole.set("components", translated(root.path("components")));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    JsonNode followed(JsonNode node) {
        return node.has("$ref") ? followed(root.at(node.path("$ref").asText().substring(1))) : node;
    }

    /** OpenAPI 3.0 says {@code nullable} where JSON Schema has a type more. */
    private static JsonNode translated(JsonNode node) {
        if (node instanceof ArrayNode list) {
            var out = JSON.createArrayNode();
            list.forEach(each -> out.add(translated(each)));
            return out;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var out = JSON.createObjectNode();
        object.properties().forEach(entry -> out.set(entry.getKey(), translated(entry.getValue())));
        if (!object.path("nullable").asBoolean()) {
            return out;
        }
        out.remove("nullable");
        var either = JSON.createObjectNode();
        either.putArray("anyOf").add(out).addObject().put("type", "null");
        return either;
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
