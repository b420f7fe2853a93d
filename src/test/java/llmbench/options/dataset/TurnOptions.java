package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.table.EvalscopeOption.one;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import llmbench.options.DatasetOptions;
import llmbench.options.Turns;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonJson;
import llmbench.options.table.ArrivalOptions;
import llmbench.options.table.EvalscopeLoadOptions;
import llmbench.options.table.EvalscopePromptOptions;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/** What evalscope's datasets of conversations share: their turns, and what they can't go with. */
final class TurnOptions {

  static final String FIRST_LENGTH = "first_turn_length";
  static final String NEXT_LENGTH = "subsequent_turn_length";
  static final String CHARACTERS = "chars_per_token";

  /** The keys of {@code --dataset-args} that most of them know; only one looks at them. */
  static final List<String> ARGS = List.of(FIRST_LENGTH, NEXT_LENGTH, CHARACTERS);

  static final String MIN = "min-turns";
  static final String MAX = "max-turns";
  static final String ARGS_BEFORE = "multi-turn-args";

  static final Option LEAST =
      one(MIN, ValueType.wholeFrom(1))
          .since(EVALSCOPE_1_14)
          .byDefault("1")
          .honoured("random_multi_turn, and swe_smith where it makes conversations");

  static final Option MOST =
      one(MAX, ValueType.wholeFrom(1))
          .since(EVALSCOPE_1_14)
          .honoured(
              "with --multi-turn: a longer conversation ends there; random_multi_turn needs it, and"
                  + " swe_smith makes conversations of --min-turns without it");

  static final Option OLDER_ARGS =
      one(ARGS_BEFORE, ValueType.JSON_OBJECT)
          .since(EVALSCOPE_1_14)
          .honoured(
              "the older name of --dataset-args, which goes over it, for "
                  + String.join(", ", ARGS)
                  + "; other keys count for nothing, as in evalscope");

  /** Those of all datasets of conversations. */
  static final List<Option> SHARED = List.of(LEAST, MOST, OLDER_ARGS);

  private TurnOptions() {}

  static Turns of(Settings settings) {
    return new Turns(settings.whole(MIN), settings.optionalWhole(MAX));
  }

  /** Turns of conversations that are made: as many as are wanted have to be known. */
  static Turns drawn(Settings settings) {
    Turns turns = of(settings);
    if (turns.most().isPresent() && turns.most().getAsInt() < turns.least()) {
      settings.problem(MAX, "expected at least --min-turns, " + turns.least(), MIN, MAX);
      return new Turns(turns.least(), OptionalInt.of(turns.least()));
    }
    return turns;
  }

  /** What the older option has of the keys that it knows. */
  static ObjectNode olderArgs(Settings settings) {
    String given = settings.text(ARGS_BEFORE);
    ObjectNode args = JsonNodeFactory.instance.objectNode();
    if (given != null) {
      ((ObjectNode) PythonJson.required(given))
          .propertyStream()
          .filter(field -> ARGS.contains(field.getKey()))
          .forEach(field -> args.set(field.getKey(), field.getValue()));
    }
    return args;
  }

  /**
   * Whether dataset and load are both of conversations or neither is, where the tool fails with
   * every request or with the first.
   */
  static void check(Settings settings, DatasetOptions dataset) {
    boolean asked = settings.isOn(EvalscopeLoadOptions.MULTI_TURN);
    if (dataset.turns().isPresent()) {
      if (!asked) {
        settings.problem(
            EvalscopePromptOptions.DATASET,
            "has conversations of several turns, which have no form of one; add --multi-turn",
            EvalscopePromptOptions.DATASET,
            EvalscopeLoadOptions.MULTI_TURN);
      }
      checkForm(settings);
    } else if (asked) {
      settings.problem(
          EvalscopeLoadOptions.MULTI_TURN,
          "--dataset "
              + dataset.name()
              + " has single requests; take one of conversations, such as random_multi_turn, or"
              + " leave --multi-turn out",
          EvalscopeLoadOptions.MULTI_TURN,
          EvalscopePromptOptions.DATASET);
    }
    if (asked && settings.isOn(ArrivalOptions.OPEN_LOOP)) {
      settings.problem(
          EvalscopeLoadOptions.MULTI_TURN,
          "can't be an open loop: a turn can't be sent before the one before is answered; leave"
              + " --open-loop out",
          EvalscopeLoadOptions.MULTI_TURN,
          ArrivalOptions.OPEN_LOOP);
    }
  }

  private static void checkForm(Settings settings) {
    if (settings.isOn("tokenize-prompt")) {
      settings.problem(
          "tokenize-prompt",
          "conversations are sent as messages here; leave it out",
          "tokenize-prompt",
          EvalscopePromptOptions.DATASET);
    }
    for (String times : List.of(ArrivalOptions.ARRIVALS, ArrivalOptions.TIMES)) {
      if (settings.isAsked(times)) {
        settings.problem(
            times,
            "is for requests at times of their own; turns wait for answers, and --rate is a pause"
                + " before each. Leave it out",
            times,
            EvalscopePromptOptions.DATASET);
      }
    }
  }
}
