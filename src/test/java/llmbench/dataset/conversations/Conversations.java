package llmbench.dataset.conversations;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import llmbench.conversation.Conversation;
import llmbench.conversation.Numbered;
import llmbench.dataset.Generators;
import llmbench.dataset.Prompt;

/**
 * The conversations of a run.
 *
 * @param test what the connection test says; empty where there is none of its own
 * @param warmUps how many go first and aren't measured
 * @param number how many are measured
 * @param all in the order in which they are claimed, as many as that, each with a turn at least; to
 *     be taken once, by one thread at a time, and made no earlier than they are taken where they
 *     are long. One may come again, if the dataset has fewer
 * @param generators the tool's, behind all that the dataset draws where something else is drawn
 *     from them
 * @param closing gives back what they are read from
 */
public record Conversations(
    Optional<Prompt> test,
    int warmUps,
    int number,
    Iterator<Conversation> all,
    Generators generators,
    Runnable closing)
    implements AutoCloseable {

  /**
   * Those of one of several who play them together: each conversation is one's as a whole.
   *
   * @param own whether the warm-up one, or the measured one, of this number from 0 is its
   */
  public Iterator<Numbered> numbered(IntPredicate own) {
    return IntStream.range(0, warmUps + number)
        .mapToObj(each -> new Numbered(each, each < warmUps, all.next()))
        .filter(each -> own.test(each.isWarmUp() ? each.number() : each.number() - warmUps))
        .iterator();
  }

  @Override
  public void close() {
    closing.run();
  }
}
