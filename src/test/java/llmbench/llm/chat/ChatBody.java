package llmbench.llm.chat;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.internal.Expressions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The body of a request: a template with a place for the messages. */
final class ChatBody implements Function<Session, byte[]> {

  private final Conversation conversation;
  private final List<Function<Session, byte[]>> between = new ArrayList<>();

  ChatBody(Conversation conversation, String template) {
    this.conversation = conversation;
    String place = "#{" + conversation.name() + "}";
    if (!template.contains(place)) {
      throw new IllegalArgumentException(
          "the body has no place for the messages of the conversation: write \"messages\": "
              + place);
    }
    for (int from = 0, to = 0; to >= 0; from = to + place.length()) {
      to = template.indexOf(place, from);
      between.add(part(template.substring(from, to < 0 ? template.length() : to)));
    }
  }

  /** What stands outside the messages: Gatling's expressions in it are filled in. */
  private static Function<Session, byte[]> part(String template) {
    if (!template.contains("#{")) {
      byte[] fixed = template.getBytes(StandardCharsets.UTF_8);
      return session -> fixed;
    }
    Function<Session, String> filled =
        Expressions.expressionToJavaFunction(Expressions.toStringExpression(template));
    return session -> filled.apply(session).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] apply(Session session) {
    Said messages = conversation.asking(session).all();
    List<byte[]> parts = new ArrayList<>(between.size());
    int size = messages.jsonBytes() * (between.size() - 1);
    for (Function<Session, byte[]> each : between) {
      byte[] part = each.apply(session);
      parts.add(part);
      size += part.length;
    }
    byte[] body = new byte[size];
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i), 0, body, at, parts.get(i).length);
      at += parts.get(i).length;
      if (i < parts.size() - 1) {
        messages.write(body, at);
        at += messages.jsonBytes();
      }
    }
    return body;
  }
}
