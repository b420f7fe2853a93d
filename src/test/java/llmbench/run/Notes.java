package llmbench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the user should know of a run: said at once, and kept for run.json. Thread-safe. */
final class Notes {

  private final List<String> notes = new ArrayList<>();
  private final Consumer<String> say;

  /** No notes yet. */
  Notes(Consumer<String> say) {
    this.say = say;
  }

  /** Says it and keeps it. */
  synchronized void add(String note) {
    notes.add(note);
    say.accept(note);
  }

  /** All of them so far. */
  synchronized List<String> all() {
    return List.copyOf(notes);
  }
}
