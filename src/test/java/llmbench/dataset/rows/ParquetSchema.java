package llmbench.dataset.rows;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of a Parquet file, which it lists depth first. */
final class ParquetSchema {

  private ParquetSchema() {}

  /** The tree of the list; of what values mean, only what is read otherwise for it. */
  static MessageType of(List<SchemaElement> elements) {
    Iterator<SchemaElement> rest = elements.iterator();
    SchemaElement root = rest.next();
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (int i = 0; i < root.getNum_children(); i++) {
      message.addField(type(rest));
    }
    return message.named(root.getName());
  }

  /** A name that two fields of one group have; empty where all have their own. */
  static Optional<String> repeated(GroupType group) {
    Set<String> names = new HashSet<>();
    for (Type field : group.getFields()) {
      Optional<String> within =
          field.isPrimitive() ? Optional.empty() : repeated(field.asGroupType());
      if (within.isPresent() || !names.add(field.getName())) {
        return within.isPresent() ? within : Optional.of(field.getName());
      }
    }
    return Optional.empty();
  }

  private static Type type(Iterator<SchemaElement> rest) {
    SchemaElement element = rest.next();
    Type.Repetition repetition = Type.Repetition.valueOf(element.getRepetition_type().name());
    if (element.isSetType()) {
      PrimitiveTypeName name =
          switch (element.getType()) {
            case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
            default -> PrimitiveTypeName.valueOf(element.getType().name());
          };
      return Types.primitive(name, repetition)
          .length(element.getType_length())
          .as(isText(element) ? LogicalTypeAnnotation.stringType() : null)
          .named(element.getName());
    }
    Types.GroupBuilder<?> group = Types.buildGroup(repetition);
    for (int i = 0; i < element.getNum_children(); i++) {
      group.addField(type(rest));
    }
    return (Type) group.as(list(element)).named(element.getName());
  }

  private static boolean isText(SchemaElement element) {
    return element.isSetConverted_type()
        && (element.getConverted_type() == ConvertedType.UTF8
            || element.getConverted_type() == ConvertedType.ENUM
            || element.getConverted_type() == ConvertedType.JSON);
  }

  private static @org.jspecify.annotations.Nullable LogicalTypeAnnotation list(
      SchemaElement element) {
    return element.isSetConverted_type() && element.getConverted_type() == ConvertedType.LIST
        ? LogicalTypeAnnotation.listType()
        : null;
  }
}
