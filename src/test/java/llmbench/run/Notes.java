package llmbench.run;

import java.util.ArrayList;
import java.util.List;
import llmbench.process.Console;

/** What the user should know of a run: said at once, and kept for run.json. Thread-safe. */
final class Notes {

  private final List<String> notes = new ArrayList<>();

  /** Says it and keeps it. */
  synchronized void add(String note) {
    notes.add(note);
    Console.say(note);
  }

  /** All of them so far. */
  synchronized List<String> all() {
    return List.copyOf(notes);
  }
}
