package llmbench.dataset.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompts;

/**
 * The requests of a case of workloads.json: long texts and lists of ids are there by their hash,
 * and those of 0.11 by what differs from 0.32.
 */
public final class GoldenRequests {

  private GoldenRequests() {}

  /** What a version makes; missing where the case says nothing of it. */
  public static JsonNode of(JsonNode result, boolean since032) {
    JsonNode newer = result.path("0.32, 0.33");
    JsonNode older = result.path("0.11");
    if (since032 || older.isMissingNode()) {
      return since032 ? newer : MissingNode.getInstance();
    }
    if (older.isTextual()) {
      assertThat(older.textValue()).isEqualTo("same requests");
      return newer;
    }
    if (!older.has("requests_that_differ")) {
      return older;
    }
    ObjectNode merged = newer.deepCopy();
    for (Map.Entry<String, JsonNode> field : older.properties()) {
      if (field.getKey().equals("requests_that_differ")) {
        field
            .getValue()
            .properties()
            .forEach(
                request ->
                    merged
                        .withArray("requests")
                        .set(Integer.parseInt(request.getKey()), request.getValue()));
      } else {
        merged.set(field.getKey(), field.getValue());
      }
    }
    return merged;
  }

  /** Checks every prompt, whole. */
  public static void check(List<Prompt> made, Prompts prompts, JsonNode requests) {
    for (int i = 0; i < made.size(); i++) {
      Prompt prompt = made.get(i);
      JsonNode wanted = requests.path(i);
      String as = "request " + i;
      assertThat(prompt.index()).isEqualTo(i);
      same(text(prompt), wanted.path("prompt"), as);
      assertThat(prompt.tokens()).as(as).isEqualTo(wanted.path("prompt_len").asInt());
      assertThat(prompt.maxTokens()).as(as).isEqualTo(wanted.path("expected_output_len").asInt());
      assertThat(prompt.requestNumber().isPresent() ? "P-" + prompt.requestNumber().getAsInt() : "")
          .as(as)
          .isEqualTo(wanted.path("request_id").asText(""));
      String media = prompt.extras().media();
      boolean messages = prompt.form() == Prompt.Form.MESSAGES;
      if (!messages) {
        assertThat(media == null ? MissingNode.getInstance() : json(media))
            .as(as)
            .isEqualTo(wanted.path("multi_modal_data"));
      }
      if (prompts.times().isPresent()) {
        assertThat(prompts.times().get().seconds(i)).isEqualTo(wanted.path("timestamp").asDouble());
      }
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode text(Prompt prompt) {
    return prompt.form() == Prompt.Form.TEXT
        ? TextNode.valueOf(prompt.text())
        : json(prompt.text());
  }

  /** Checks a value; long texts and lists are in the golden one by their hash. */
  public static void same(JsonNode made, JsonNode wanted, String as) {
    if (wanted.has("sha256")) {
      assertThat(sha256(made.textValue().getBytes(StandardCharsets.UTF_8)))
          .as(as + ": " + made)
          .isEqualTo(wanted.path("sha256").asText());
    } else if (wanted.has("ids_sha256_le_i32")) {
      ByteBuffer ids = ByteBuffer.allocate(made.size() * 4).order(ByteOrder.LITTLE_ENDIAN);
      made.forEach(id -> ids.putInt(id.asInt()));
      assertThat(sha256(ids.array())).as(as).isEqualTo(wanted.path("ids_sha256_le_i32").asText());
    } else if (wanted.isArray()) {
      assertThat(made.size()).as(as).isEqualTo(wanted.size());
      for (int i = 0; i < wanted.size(); i++) {
        same(made.path(i), wanted.path(i), as);
      }
    } else if (wanted.isObject()) {
      assertThat(made.fieldNames()).toIterable().containsExactlyElementsOf(wanted::fieldNames);
      wanted.properties().forEach(field -> same(made.path(field.getKey()), field.getValue(), as));
    } else {
      assertThat(made).as(as).isEqualTo(wanted);
    }
  }

  /** In hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
