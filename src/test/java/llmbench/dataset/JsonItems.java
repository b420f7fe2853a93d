package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON values of a file, one after the other. */
interface JsonItems extends ItemSource<JsonNode> {

  /** The option, its file and where the item stands that was read last. */
  String at();
}
