package llmbench.reporting.plan;

import llmbench.plan.load.AskedSloSearch;
import llmbench.plan.load.HighestLoad;

/**
 * The answer of a search as a sentence.
 *
 * @param slos the limits, as they were asked for
 */
record SearchAnswer(AskedSloSearch asked, String slos) {

  String of(HighestLoad answer) {
    String unit = asked.variable().equals("request-rate") ? " requests a second" : " at once";
    if (answer.kept().isEmpty()) {
      int least = answer.broken().orElse(asked.least());
      return "No load keeps "
          + slos
          + ": "
          + asked.text(least)
          + unit
          + " breaks it"
          + (least == asked.least() ? ", and that is the least that was allowed." : ".");
    }
    int kept = answer.kept().getAsInt();
    if (kept == asked.most()) {
      return "Up to "
          + asked.text(kept)
          + unit
          + " keeps "
          + slos
          + ", and that is the most that was allowed (-Dllm.search-most).";
    }
    String sentence = "Up to " + asked.text(kept) + unit + " keeps " + slos;
    if (answer.broken().isEmpty()) {
      return sentence + "; of more it can't be told with so few requests (-Dllm.search-requests).";
    }
    int broken = answer.broken().getAsInt();
    return broken == kept + 1
        ? sentence + "; " + asked.text(broken) + " breaks it (95 % confidence)."
        : sentence
            + "; "
            + asked.text(broken)
            + " breaks it (95 % confidence), and of those between it can't be"
            + " told with so few requests (-Dllm.search-requests).";
  }
}
