package llmbench.dataset.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Makes a row of Parquet's columns: texts, numbers, bytes, lists and groups. Not thread-safe. */
final class ParquetJson extends RecordMaterializer<ObjectNode> {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Group root;
  private ObjectNode row = NODES.objectNode();

  ParquetJson(MessageType schema) {
    root = new Group(schema, made -> row = made);
  }

  @Override
  public ObjectNode getCurrentRecord() {
    return row;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static Converter converter(Type type, Consumer<JsonNode> to) {
    if (type.isPrimitive()) {
      boolean text = LogicalTypeAnnotation.stringType().equals(type.getLogicalTypeAnnotation());
      return new Value(text, to);
    }
    return LogicalTypeAnnotation.listType().equals(type.getLogicalTypeAnnotation())
        ? new ListOf(type.asGroupType(), to)
        : new Group(type.asGroupType(), to::accept);
  }

  /** A group's fields by name; one that is repeated by itself is a list. */
  private static final class Group extends GroupConverter {

    private final List<Converter> fields = new ArrayList<>();
    private final Consumer<ObjectNode> to;
    private ObjectNode made = NODES.objectNode();

    Group(GroupType type, Consumer<ObjectNode> to) {
      this.to = to;
      for (Type field : type.getFields()) {
        String name = field.getName();
        fields.add(
            field.isRepetition(Type.Repetition.REPEATED)
                ? converter(field, value -> made.withArray("/" + name).add(value))
                : converter(field, value -> made.set(name, value)));
      }
    }

    @Override
    public Converter getConverter(int field) {
      return fields.get(field);
    }

    @Override
    public void start() {
      made = NODES.objectNode();
    }

    @Override
    public void end() {
      to.accept(made);
    }
  }

  /** A list: a group that repeats a group with its element, or in old files the element itself. */
  private static final class ListOf extends GroupConverter {

    private final Converter repeated;
    private final Consumer<JsonNode> to;
    private ArrayNode made = NODES.arrayNode();

    ListOf(GroupType type, Consumer<JsonNode> to) {
      this.to = to;
      Type field = type.getType(0);
      boolean wrapped =
          !field.isPrimitive()
              && field.asGroupType().getFieldCount() == 1
              && !field.getName().equals("array")
              && !field.getName().endsWith("_tuple");
      this.repeated =
          wrapped
              ? new Element(field.asGroupType().getType(0), value -> made.add(value))
              : converter(field, value -> made.add(value));
    }

    @Override
    public Converter getConverter(int field) {
      return repeated;
    }

    @Override
    public void start() {
      made = NODES.arrayNode();
    }

    @Override
    public void end() {
      to.accept(made);
    }
  }

  /** The group around an element, which may be none. */
  private static final class Element extends GroupConverter {

    private final Converter element;
    private final Consumer<@Nullable JsonNode> to;
    private @Nullable JsonNode value;

    Element(Type type, Consumer<@Nullable JsonNode> to) {
      this.to = to;
      this.element = converter(type, made -> value = made);
    }

    @Override
    public Converter getConverter(int field) {
      return element;
    }

    @Override
    public void start() {
      value = null;
    }

    @Override
    public void end() {
      to.accept(value);
    }
  }

  private static final class Value extends PrimitiveConverter {

    private final boolean text;
    private final Consumer<JsonNode> to;

    Value(boolean text, Consumer<JsonNode> to) {
      this.text = text;
      this.to = to;
    }

    @Override
    public void addBinary(Binary value) {
      to.accept(
          text ? NODES.textNode(value.toStringUsingUTF8()) : NODES.binaryNode(value.getBytes()));
    }

    @Override
    public void addBoolean(boolean value) {
      to.accept(NODES.booleanNode(value));
    }

    @Override
    public void addDouble(double value) {
      to.accept(NODES.numberNode(value));
    }

    @Override
    public void addFloat(float value) {
      to.accept(NODES.numberNode(value));
    }

    @Override
    public void addInt(int value) {
      to.accept(NODES.numberNode(value));
    }

    @Override
    public void addLong(long value) {
      to.accept(NODES.numberNode(value));
    }
  }
}
