package llmbench.api;

import java.util.List;
import java.util.Map;
import llmbench.conversation.TurnRequest;
import llmbench.options.BenchOptions;
import llmbench.options.Turns;

/** What a client of vLLM's sends for a turn of a conversation. Stateless. */
public interface VllmTurnForm {

  /** One line a client. */
  List<VllmTurnForm> ALL = List.of(new RustTurnForm(), new ScriptTurnForm());

  /** Whose it is. */
  Turns.Client client();

  /** The body, byte for byte. */
  Body body(VllmRun run, TurnRequest turn);

  /** What the turn's request has of headers besides those of all; over the user's of that name. */
  Map<String, String> headers(TurnRequest turn);

  /**
   * That of a run's client.
   *
   * @param options of a run with conversations
   */
  static VllmTurnForm of(BenchOptions options) {
    Turns.Client client = options.dataset().options().turns().orElseThrow().client();
    return ALL.stream().filter(form -> form.client() == client).findFirst().orElseThrow();
  }
}
