package llmbench.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import llmbench.process.Console;

/** Says each sentence once a run, however many of its steps have it to say. For any thread. */
final class SaidOnce {

  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Consumer<String> to;

  /** Nothing is said yet. */
  SaidOnce(Consumer<String> to) {
    this.to = to;
  }

  void say(String sentence) {
    if (said.add(sentence)) {
      to.accept(sentence);
    }
  }

  /** Says it, not on the event loop that calls. */
  static void aside(String what) {
    Thread say = new Thread(() -> Console.say(what), "llm-says");
    say.setDaemon(true);
    say.start();
  }
}
