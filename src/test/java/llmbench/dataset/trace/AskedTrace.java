package llmbench.dataset.trace;

import java.util.Locale;
import java.util.OptionalLong;
import llmbench.conversation.RecordedCall;
import llmbench.conversation.TracePlay;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.options.dataset.AgentTraceOptions;
import llmbench.tokenizer.Opened;

/**
 * The trace that was asked for, ready to be played.
 *
 * @param test a prompt like that of its first call, which shares nothing with any
 */
public record AskedTrace(TracePlay play, Prompt test) {

  /**
   * Reads it. The file is read whole, of which lengths, times and ids are held; what calls say is
   * made when they are sent.
   *
   * @throws DatasetException when it can't be read, or texts can't be made; the message says why
   */
  public static AskedTrace of(PromptContext context) {
    AgentTraceOptions asked = context.asked(AgentTraceOptions.class);
    Opened tokenizer = context.tokenizer();
    AgentTrace trace = TraceFile.read(asked, tokenizer);
    SteadyWords words = SteadyWords.of(tokenizer.tokenizer());
    if (!words.areSteady()) {
      context
          .say()
          .accept(
              "The tokenizer "
                  + tokenizer.tokenizer().name()
                  + " doesn't keep words apart, so prompts may have other lengths than the trace's,"
                  + " and share less.");
    }
    long seed = context.options().dataset().seed();
    TracePlay.How how =
        new TracePlay.How(
            asked.speed(),
            context.options().injector()::sends,
            context.options().own().load().maxConcurrency(),
            context
                .options()
                .stops()
                .duration()
                .map(each -> OptionalLong.of(each.toNanos()))
                .orElse(OptionalLong.empty()));
    CallTexts texts = new CallTexts(words, trace.blockSize(), seed);
    TracePlay play = new TracePlay(trace.sessions(), how, texts);
    if (play.sessions() == 0) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "The trace has %,d sessions, each of which is one part's, so this part has none; ask"
                  + " for fewer parts by -Dllm.shard.",
              play.allSessions()));
    }
    RecordedCall first = trace.sessions().get(0).calls().get(0);
    int tokens = first.prompt().tokens();
    return new AskedTrace(play, new Prompt(0, texts.apart(tokens), tokens, first.outputTokens()));
  }
}
