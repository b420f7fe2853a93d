package llmbench.options.dataset;

/** Where a dataset's file or folder is. */
public sealed interface DatasetPlace {

  /** A path, as it was given. */
  record Local(String path) implements DatasetPlace {}

  /**
   * A hub, since no path was given.
   *
   * @param huggingFace whether it is Hugging Face's; else ModelScope's
   * @param dataset which, and what of it
   */
  record OnHub(boolean huggingFace, HubDataset dataset) implements DatasetPlace {}
}
