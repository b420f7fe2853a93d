package llmbench.report.html;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page's data as JSON that can stand in a script element: whatever a server says is data. It is
 * ASCII alone, so a character is a byte, and half a character can be written.
 */
final class PageJson {

  private PageJson() {}

  /**
   * The JSON, on one line.
   *
   * @param textChars longer texts are cut
   */
  static String of(PageData data, int textChars) {
    try {
      return mapper(textChars).writeValueAsString(data);
    } catch (JsonProcessingException never) {
      throw new IllegalStateException(never);
    }
  }

  private static JsonMapper mapper(int textChars) {
    JsonMapper mapper =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(new SimpleModule().addSerializer(String.class, new Cut(textChars)))
            .build();
    mapper.getFactory().setCharacterEscapes(new InScript());
    return mapper;
  }

  /** Texts no longer than this many characters. */
  private static final class Cut extends StdSerializer<String> {

    private static final long serialVersionUID = 1L;

    private final int chars;

    Cut(int chars) {
      super(String.class);
      this.chars = chars;
    }

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(PageCaps.cut(text, chars));
    }
  }

  /** What could end a script element, or begin something in it. */
  private static final class InScript extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    private static final Map<Integer, String> ESCAPED =
        Map.of((int) '<', "\\u003c", (int) '>', "\\u003e", (int) '&', "\\u0026");

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      ESCAPED.keySet().forEach(character -> codes[character] = ESCAPE_CUSTOM);
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      String escaped = ESCAPED.get(character);
      return escaped == null ? null : new SerializedString(escaped);
    }
  }
}
