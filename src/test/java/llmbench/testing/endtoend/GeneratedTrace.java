package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import llmbench.conversation.BlockPrompt;

/**
 * A trace that is drawn: agents with a system prompt in common, each of whose calls goes on with
 * what one before it has said, and waits for it and maybe for another.
 *
 * @param lines of the file
 * @param calls by session and place, as {@code 3.1} for the first of the fourth session
 */
record GeneratedTrace(List<String> lines, Map<String, Call> calls) {

  static final int BLOCK = 32;

  /**
   * A call.
   *
   * @param after those that it waits for
   * @param waitMillis how long behind the last of their answers
   */
  record Call(BlockPrompt prompt, List<String> after, int waitMillis) {}

  /** The same one for the same seed. */
  static GeneratedTrace of(long seed, int sessions) {
    GeneratedTrace trace = new GeneratedTrace(new ArrayList<>(), new TreeMap<>());
    trace.lines.add("{\"agent_trace\": 1, \"block_size\": " + BLOCK + "}");
    Random random = new Random(seed);
    for (int session = 0; session < sessions; session++) {
      int calls = 2 + random.nextInt(6);
      for (int place = 0; place < calls; place++) {
        trace.add(session, place, random);
      }
    }
    return trace;
  }

  private void add(int session, int place, Random random) {
    List<String> after =
        place == 0
            ? List.of()
            : random
                .ints(2, 1, place + 1)
                .distinct()
                .mapToObj(each -> session + "." + each)
                .toList();
    LongStream said =
        place == 0
            ? LongStream.of(1, 2, 3 + session % 2)
            : LongStream.of(blocks(requireNonNull(calls.get(after.get(0))).prompt()));
    long next = 100 + calls.size() * 10L;
    LongStream more = LongStream.range(next, next + random.nextInt(3));
    long[] blocks = LongStream.concat(said, more).toArray();
    int tokens = blocks.length * BLOCK + 1 + random.nextInt(40);
    Call call = new Call(new BlockPrompt(tokens, blocks), after, random.nextInt(20));
    String id = session + "." + (place + 1);
    calls.put(id, call);
    lines.add(line(session, id, call));
  }

  private static String line(int session, String id, Call call) {
    String when =
        call.after().isEmpty()
            ? "\"at_ms\": " + 5 * session
            : "\"after\": ["
                + call.after().stream().map(each -> '"' + each + '"').collect(joining(", "))
                + "], \"wait_ms\": "
                + call.waitMillis();
    String blocks =
        LongStream.of(blocks(call.prompt())).mapToObj(String::valueOf).collect(joining(", "));
    return ("{\"session\": \"%d\", \"id\": \"%s\", %s, \"input_tokens\": %d, \"output_tokens\": 3,"
            + " \"blocks\": [%s]}")
        .formatted(session, id, when, call.prompt().tokens(), blocks);
  }

  private static long[] blocks(BlockPrompt prompt) {
    return LongStream.range(0, prompt.blocks()).map(each -> prompt.block((int) each)).toArray();
  }

  /**
   * The tokens that a server's cache has of all prompts, in whatever order they come: each has what
   * it shares with any before it, in whole blocks of the server's, but never its last token.
   *
   * @param before tokens that the server puts in front of each
   * @param behind tokens that it puts behind each
   * @param size of the server's blocks
   */
  long cached(int before, int behind, int size) {
    List<BlockPrompt> earlier = new ArrayList<>();
    long cached = 0;
    for (Call call : calls.values()) {
      BlockPrompt prompt = call.prompt();
      int shared =
          earlier.stream()
              .mapToInt(other -> before + other.sharedBlocks(prompt) * BLOCK)
              .max()
              .orElse(0);
      long usable = Math.min(shared, before + prompt.tokens() + behind - 1);
      cached += usable / size * size;
      earlier.add(prompt);
    }
    return cached;
  }
}
