package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.RerankOptions;
import llmbench.random.NumpyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * vLLM bench's {@code random-rerank}: a random query, and random documents that are to be ranked
 * for it. The texts of a request are the query, then its documents.
 *
 * <p>Source: {@code RandomDatasetForReranking} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class VllmRerank implements Dataset {

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return RerankOptions.NAME;
  }

  @Override
  public boolean isDrawn() {
    return true;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    List<Prompt> prompts = new Ranking(context).prompts();
    return Prompts.of(
        prompts.size(), prompts.stream(), Generators.seeded(context.options().dataset().seed()));
  }

  /** A query and its documents. */
  private static final class Ranking {

    private final RerankOptions asked;
    private final Tokenizer tokenizer;
    private final FinishedCount done;
    private final RandomTexts texts;
    private final RandomDraws query;
    private final RandomDraws documents;
    private final int count;

    /** The query counts among the prompts where it isn't put beside each document. */
    private final int separators;

    Ranking(PromptContext context) {
      asked = context.asked(RerankOptions.class);
      tokenizer = context.tokenizer().tokenizer();
      done = new FinishedCount(context.done());
      NumpyRandom random = new NumpyRandom(context.options().dataset().seed());
      texts = new RandomTexts(tokenizer, random);
      separators = asked.reranker() ? 1 : 0;
      int length = asked.inputLen();
      query = draws(random, 1, asked.reranker() ? length / 2 - separators : length);
      int rest = asked.reranker() ? length - query.inputLen(0) - separators : length;
      count = asked.documents(context.options().dataset().prompts());
      documents = draws(random, count, rest);
    }

    private RandomDraws draws(NumpyRandom random, int many, int inputLen) {
      return RandomDraws.of(random, many, inputLen, 0, asked.range(), tokenizer);
    }

    List<Prompt> prompts() {
      FittedText first = texts.finish(begun(query, 0, 0));
      List<FittedText> all =
          IntStream.range(0, count).parallel().mapToObj(i -> begun(documents, i, i + 1)).toList();
      int size = Math.min(count, asked.documentsOfBatch());
      List<Prompt> prompts = new ArrayList<>();
      for (int next = 0; next < count; next += size) {
        List<FittedText> some = all.subList(next, Math.min(count, next + size));
        some.forEach(texts::finish);
        prompts.add(request(prompts.size(), first, some));
        done.oneMore();
      }
      return List.copyOf(prompts);
    }

    private FittedText begun(RandomDraws draws, int index, int offset) {
      return texts.begun(new int[0], 0, draws.inputLen(index), draws.offset(index) + offset);
    }

    private Prompt request(int index, FittedText first, List<FittedText> some) {
      List<String> all = new ArrayList<>(List.of(first.text()));
      int tokens = first.ids().length;
      if (asked.reranker()) {
        tokens = Math.multiplyExact(tokens + separators, some.size());
      }
      for (FittedText document : some) {
        all.add(document.text());
        tokens += document.ids().length;
      }
      return TextBatch.of(index, all, tokens);
    }
  }
}
