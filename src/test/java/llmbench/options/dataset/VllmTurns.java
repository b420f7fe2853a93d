package llmbench.options.dataset;

import java.util.List;
import llmbench.options.given.Settings;
import llmbench.options.table.ClientsOptions;
import llmbench.options.table.Option;
import llmbench.options.table.PromptOptions;
import llmbench.options.table.RustTurnOptions;

/** Which dataset of vLLM's is meant, where conversations may be: an option asks for those. */
final class VllmTurns {

  private static final String BEFORE = "multi-turn ";

  private VllmTurns() {}

  /** The name of the dataset; what doesn't go together is a problem. */
  static String chosen(Settings settings) {
    String named = settings.required(PromptOptions.DATASET);
    boolean rust = settings.isOn(RustTurnOptions.MULTI_TURN);
    boolean clients = settings.text(ClientsOptions.INPUT_FILE) != null;
    if (!rust) {
      refuse(settings, RustTurnOptions.ALL, RustTurnOptions.MULTI_TURN);
    }
    if (!clients) {
      refuse(settings, ClientsOptions.OURS, ClientsOptions.INPUT_FILE);
      return rust ? ofRust(settings, named) : named;
    }
    if (rust) {
      settings.problem(
          RustTurnOptions.MULTI_TURN,
          "is how vLLM's Rust client is asked for conversations, and "
              + settings.called(ClientsOptions.INPUT_FILE)
              + " how its Python script is; leave one of them out",
          RustTurnOptions.MULTI_TURN);
    }
    return ClientsFileOptions.NAME;
  }

  private static String ofRust(Settings settings, String named) {
    String name = BEFORE + named;
    if (name.equals(RustRandomTurnsOptions.NAME) || name.equals(RustShareGptTurnsOptions.NAME)) {
      return name;
    }
    settings.problem(
        RustTurnOptions.MULTI_TURN,
        "no conversations are made of --dataset-name "
            + named
            + "; take random or sharegpt (of the hub's the Rust client makes some, which isn't done"
            + " here)",
        PromptOptions.DATASET);
    return named;
  }

  /** Options that count for nothing without the one that asks for conversations. */
  private static void refuse(Settings settings, List<Option> some, String needed) {
    some.stream()
        .map(Option::name)
        .filter(name -> !name.equals(needed) && settings.isGiven(name))
        .forEach(
            name ->
                settings.problem(
                    name,
                    "is for conversations; give "
                        + settings.called(needed)
                        + " as well, or leave"
                        + " it out",
                    name,
                    needed));
  }
}
