package llmbench.tokenreport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What the body of a request says of it.
 *
 * @param model empty where it says none
 * @param maxTokens 0 where it says none
 */
record AskedBody(String model, int maxTokens) {

  private static final JsonFactory JSON = new JsonFactory();

  /** What these bytes say; nothing of those that are no JSON object. */
  static AskedBody of(byte[] body) {
    String model = "";
    int maxTokens = 0;
    try (JsonParser json = JSON.createParser(body)) {
      if (body.length == 0 || json.nextToken() != JsonToken.START_OBJECT) {
        return new AskedBody("", 0);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("model") && value == JsonToken.VALUE_STRING) {
          model = json.getText();
        } else if (isLimit(field) && value == JsonToken.VALUE_NUMBER_INT) {
          maxTokens = Math.max(0, json.getIntValue());
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      // It is the server's to refuse; what was read so far stands.
    }
    return new AskedBody(model, maxTokens);
  }

  private static boolean isLimit(String field) {
    return field.equals("max_tokens") || field.equals("max_completion_tokens");
  }
}
