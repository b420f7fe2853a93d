package llmbench.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The function calls of a response, put together from its events: an item says its name and the id
 * by which its result is given back, the arguments come in parts and at the end once more whole,
 * which is what counts then. Which item an event belongs to its {@code output_index} says; where
 * there is none, it is the last.
 *
 * <p>Source: the events {@code response.output_item.…} and {@code response.function_call_…} of
 * OpenAI's Responses API, as {@code vllm/entrypoints/openai/responses} writes them.
 *
 * <p>Not thread-safe; one for each answer.
 */
final class ResponsesCalls {

  /** More are no answer of a model's. */
  private static final int MAX_CALLS = 10_000;

  private static final int UNKNOWN = -1;

  private final SortedMap<Integer, Call> calls = new TreeMap<>();
  private long keptBytes;

  // Of the message under way: one that turns out to be malformed leaves nothing.
  private int index;
  private boolean isCall;
  private final Bytes id = new Bytes(32);
  private final Bytes name = new Bytes(32);
  private final Bytes arguments = new Bytes(64);

  private static final class Call {
    private final Bytes id = new Bytes(0);
    private final Bytes name = new Bytes(0);
    private final Bytes arguments = new Bytes(0);
  }

  /** A message begins. */
  void begin() {
    index = UNKNOWN;
    beginItem();
  }

  /** An item begins. */
  void beginItem() {
    isCall = false;
    id.clear();
    name.clear();
    arguments.clear();
  }

  /** Takes the place of the item that the message is about. */
  void place(JsonCursor json) {
    index = json.wholeNumber();
  }

  /** Takes the field whose name was just read, if it is one that a call has. */
  boolean take(JsonCursor json) {
    if (json.peek() != '"') {
      return false;
    }
    if (json.stringIs("type")) {
      json.string();
      isCall = json.stringIs("function_call");
      return true;
    }
    Bytes field = field(json);
    if (field != null) {
      field.clear();
      json.string();
      json.appendString(field);
    }
    return field != null;
  }

  private @Nullable Bytes field(JsonCursor json) {
    if (json.stringIs("call_id")) {
      return id;
    }
    if (json.stringIs("name")) {
      return name;
    }
    return json.stringIs("arguments") ? arguments : null;
  }

  /** Whether the item under way brought something of a call. */
  boolean isBrought() {
    return arguments.size() > 0 || (isCall && name.size() > 0);
  }

  /** The item under way was whole: it is kept if it is a call. */
  void keepItem() {
    Call call = isCall ? call(index >= 0 ? index : next()) : null;
    if (call != null) {
      replace(call.id, id);
      replace(call.name, name);
      replace(call.arguments, arguments);
    }
  }

  /** A part of a call's arguments. */
  void keepPart(Bytes part) {
    Call call = call(index >= 0 ? index : last());
    if (call != null) {
      call.arguments.append(part.array(), 0, part.size());
      keptBytes += part.size();
    }
  }

  /** All of a call's arguments. */
  void keepArguments() {
    Call call = call(index >= 0 ? index : last());
    if (call != null) {
      replace(call.arguments, arguments);
    }
  }

  /** What an item doesn't say it has not lost. */
  private void replace(Bytes kept, Bytes said) {
    if (said.size() > 0) {
      keptBytes += said.size() - kept.size();
      kept.clear();
      kept.append(said.array(), 0, said.size());
    }
  }

  private int last() {
    return calls.isEmpty() ? 0 : calls.lastKey();
  }

  private int next() {
    return calls.isEmpty() ? 0 : calls.lastKey() + 1;
  }

  private @Nullable Call call(int place) {
    return calls.size() < MAX_CALLS || calls.containsKey(place)
        ? calls.computeIfAbsent(place, none -> new Call())
        : null;
  }

  /** How many bytes are kept. */
  long keptBytes() {
    return keptBytes;
  }

  /** Those so far, in the order of their items. */
  List<ToolCall> list() {
    List<ToolCall> list = new ArrayList<>();
    for (Call call : calls.values()) {
      list.add(new ToolCall(call.id.text(), call.name.text(), call.arguments.text()));
    }
    return list;
  }
}
