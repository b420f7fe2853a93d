package llmbench.timeline;

import java.util.ArrayList;
import java.util.List;

/**
 * The tool calls of an answer, put together from its messages: a piece says which call it belongs
 * to by its index, the first piece of a call has id and name, and the arguments come in parts.
 * Where a server gives no index, a new id begins a new call.
 *
 * <p>Not thread-safe.
 */
final class ToolCallsReader {

  /** More are no answer of a model's. */
  private static final int MAX_CALLS = 10_000;

  private final List<Call> calls = new ArrayList<>();

  /** Of the message under way: one that turns out to be malformed leaves nothing. */
  private final List<Piece> pieces = new ArrayList<>();

  private int keptBytes;

  private static final class Call {
    private String id = "";
    private String name = "";
    private final Bytes arguments = new Bytes(64);
  }

  private static final class Piece {
    private int index = -1;
    private String id = "";
    private String name = "";
    private final Bytes arguments = new Bytes(16);
  }

  /** A message begins. */
  void begin() {
    pieces.clear();
  }

  /**
   * Takes one entry of a list of tool calls.
   *
   * @param kept whether it is of the choice whose calls are kept
   * @return whether it brought anything of a name or of arguments
   */
  boolean read(JsonCursor json, boolean kept) {
    if (json.peek() != '{') {
      json.skip();
      return false;
    }
    Piece piece = new Piece();
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("function") && json.peek() == '{') {
        function(json, piece);
      } else if (json.stringIs("index")) {
        piece.index = json.wholeNumber();
      } else if (json.stringIs("id") && json.peek() == '"') {
        piece.id = text(json);
      } else {
        json.skip();
      }
    }
    if (kept) {
      pieces.add(piece);
    }
    return !piece.name.isEmpty() || piece.arguments.size() > 0;
  }

  private static void function(JsonCursor json, Piece piece) {
    for (boolean part = json.open('{', '}'); part; part = json.more('}')) {
      json.key();
      if (json.stringIs("name") && json.peek() == '"') {
        piece.name = text(json);
      } else if (json.stringIs("arguments") && json.peek() == '"') {
        json.string();
        json.appendString(piece.arguments);
      } else {
        json.skip();
      }
    }
  }

  private static String text(JsonCursor json) {
    Bytes text = new Bytes(32);
    json.string();
    json.appendString(text);
    return text.text();
  }

  /** The message was whole: what it brought is kept. */
  void keep() {
    for (Piece piece : pieces) {
      Call call = call(piece);
      // Some servers say both again in every piece.
      call.id = call.id.isEmpty() ? piece.id : call.id;
      call.name = call.name.isEmpty() ? piece.name : call.name;
      call.arguments.append(piece.arguments.array(), 0, piece.arguments.size());
      keptBytes += piece.arguments.size() + piece.id.length() + piece.name.length();
    }
    pieces.clear();
  }

  private Call call(Piece piece) {
    int last = calls.size() - 1;
    boolean goesOn =
        last >= 0 && piece.index < 0 && (piece.id.isEmpty() || piece.id.equals(calls.get(last).id));
    int place = piece.index >= 0 ? piece.index : goesOn ? last : last + 1;
    while (calls.size() <= Math.min(place, MAX_CALLS)) {
      calls.add(new Call());
    }
    return calls.get(Math.min(place, MAX_CALLS));
  }

  /** How many bytes are kept. */
  int keptBytes() {
    return keptBytes;
  }

  /** Those so far, in order; an index that was left out is none. */
  List<ToolCall> calls() {
    return calls.stream()
        .filter(call -> !call.id.isEmpty() || !call.name.isEmpty() || call.arguments.size() > 0)
        .map(call -> new ToolCall(call.id, call.name, call.arguments.text()))
        .toList();
  }
}
